package org.yunhe.models.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;
import org.yunhe.models.expression.FunctionRegistry;
import org.yunhe.models.identity.CreditCode;
import org.yunhe.models.identity.ResidentId;

/**
 * The functions of the field that rules may call beside those of the row language. Each is null
 * where an argument it needs is null or says nothing.
 *
 * <ul>
 *   <li>{@code resident_id_valid(text)}, {@code resident_id_birth_date(text)}, {@code
 *       resident_id_sex(text)} (1 male, 2 female): GB 11643; the last two are null for a number
 *       that is not valid
 *   <li>{@code credit_code_valid(text)}: GB 32100
 *   <li>{@code in_codes(value set, source, local code)}: whether the source's code lists have it
 *   <li>{@code hard_limit_low(LOINC code, unit)}, {@code hard_limit_high}: limits of {@code
 *       codes/lab-limit}, null without one in that unit
 *   <li>{@code unit_permitted(LOINC code, unit)}: whether {@code codes/lab-limit} knows the unit
 *       for the code; null for a code it does not list
 *   <li>{@code days_between(from, to)}: full days between two times; {@code years_between(from,
 *       to)}: completed years between two dates
 * </ul>
 */
final class RuleFunctions {
  private static final String LIMITS = "lab-limit";

  private final CodeCatalog codes;
  private final Map<String, String> products;

  RuleFunctions(CodeCatalog codes, Map<String, String> products) {
    this.codes = codes;
    this.products = products;
  }

  FunctionRegistry registry() {
    return FunctionRegistry.standard()
        .withText("resident_id_valid", 1, a -> ResidentId.normalize(text(a[0])).isPresent())
        .withText("resident_id_birth_date", 1, a -> ResidentId.birthDate(text(a[0])).orElse(null))
        .withText("resident_id_sex", 1, a -> ResidentId.sex(text(a[0])).orElse(null))
        .withText("credit_code_valid", 1, a -> CreditCode.isValid(text(a[0])))
        .withText("in_codes", 3, a -> isListed(text(a[0]), text(a[1]), text(a[2])))
        .withText("hard_limit_low", 2, a -> limit(text(a[0]), text(a[1]), "low"))
        .withText("hard_limit_high", 2, a -> limit(text(a[0]), text(a[1]), "high"))
        .withText("unit_permitted", 2, a -> isPermitted(text(a[0]), text(a[1])))
        .with("days_between", 2, RuleFunctions::days)
        .with("years_between", 2, RuleFunctions::years);
  }

  private Boolean isListed(String valueSet, String source, String code) {
    return codes.lookup(valueSet, source, products.getOrDefault(source, source), code).isPresent();
  }

  private Double limit(String code, String unit, String bound) {
    return entry(code)
        .filter(entry -> unit.equals(entry.attribute("unit")))
        .map(entry -> entry.attribute(bound))
        .map(Double::valueOf)
        .orElse(null);
  }

  private Boolean isPermitted(String code, String unit) {
    return entry(code).map(entry -> unit.equals(entry.attribute("unit"))).orElse(null);
  }

  private Optional<CodeEntry> entry(String code) {
    return Optional.ofNullable(codes.list(LIMITS, "default").get(code));
  }

  private static Long days(Object[] arguments) {
    return arguments[0] == null || arguments[1] == null
        ? null
        : (Long) ChronoUnit.DAYS.between(time(arguments[0]), time(arguments[1]));
  }

  private static Long years(Object[] arguments) {
    return arguments[0] == null || arguments[1] == null
        ? null
        : (Long) ChronoUnit.YEARS.between(date(arguments[0]), date(arguments[1]));
  }

  private static Instant time(Object value) {
    return value instanceof LocalDate date
        ? date.atStartOfDay(ZoneOffset.UTC).toInstant()
        : (Instant) value;
  }

  private static LocalDate date(Object value) {
    return value instanceof Instant time
        ? time.atOffset(ZoneOffset.UTC).toLocalDate()
        : (LocalDate) value;
  }

  private static String text(Object value) {
    return (String) value;
  }
}
