package org.yunhe.lakehouse.trino.crypto;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One function of the catalog, {@code schema.name(value, 'layer.table.column')}: what it shows of a
 * value once that is decrypted. The masks are those of {@code access/policies.yaml} by the same
 * name; they let a role see masked values without being able to decrypt.
 */
public enum CryptoFunction {
  /** Shows the value itself. */
  DECRYPT("sm4", "decrypt", value -> value),
  /** Shows the first character. */
  FIRST_CHARACTER(
      "mask",
      "first_character",
      value -> value.substring(0, value.offsetByCodePoints(0, value.isEmpty() ? 0 : 1)) + "*"),
  /** Shows the last four characters. */
  LAST_FOUR(
      "mask",
      "last_four",
      value -> "*".repeat(14) + (value.length() < 4 ? "" : value.substring(value.length() - 4))),
  /** Shows the ends of a telephone number. */
  PHONE(
      "mask",
      "phone",
      value ->
          value.length() < 7
              ? "***"
              : value.substring(0, 3) + "****" + value.substring(value.length() - 4)),
  /** Shows an address up to its county. */
  COUNTY("mask", "county", CryptoFunction::county),
  /** Shows that there is a value. */
  HIDDEN("mask", "hidden", value -> "***");

  private static final Pattern COUNTY_PART = Pattern.compile("^.*?[县区旗]");

  private final String schema;
  private final String function;
  private final UnaryOperator<String> shown;

  CryptoFunction(String schema, String function, UnaryOperator<String> shown) {
    this.schema = schema;
    this.function = function;
    this.shown = shown;
  }

  /** Returns the function that masks as the mask {@code name} of the policy file does. */
  public static Optional<CryptoFunction> ofMask(String name) {
    return find("mask", name);
  }

  /** Returns the call on the column {@code column}, {@code layer.table.column}, in Trino SQL. */
  public String call(String catalog, String value, String column) {
    return "%s.%s.%s(%s, '%s')".formatted(catalog, schema, function, value, column);
  }

  /** Returns its schema. */
  public String schema() {
    return schema;
  }

  /** Returns its name in the schema. */
  public String function() {
    return function;
  }

  /** Returns the name by which Trino remembers it: small letters only. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CryptoFunction ofId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  String show(String value) {
    return shown.apply(value);
  }

  static Optional<CryptoFunction> find(String schema, String function) {
    return Stream.of(values())
        .filter(known -> known.schema.equals(schema) && known.function.equals(function))
        .findFirst();
  }

  private static String county(String address) {
    Matcher county = COUNTY_PART.matcher(address);
    return county.find() ? county.group() : "***";
  }
}
