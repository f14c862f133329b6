package org.yunhe.models.standard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Currency;
import java.util.regex.Pattern;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.yaml.YamlNode;

/** Units of values: UCUM (case sensitive), or for money the ISO 4217 code of a currency. */
public final class Units {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private Units() {}

  /** The tables of UCUM, read when the first unit is asked for. */
  private static final class Ucum {
    private static final UcumService SERVICE = read();

    private static UcumService read() {
      try (InputStream tables = UcumService.class.getResourceAsStream("/ucum-essence.xml")) {
        return new UcumEssenceService(tables);
      } catch (UcumException | IOException e) {
        throw new YunheException(
            ErrorCode.BAD_MODEL, "the tables of UCUM cannot be read: " + e, "check the build", e);
      }
    }
  }

  /** Returns the unit in {@code node}, which must be a valid one. */
  public static String valid(YamlNode node) {
    String unit = node.text();
    if (!isCurrency(unit)) {
      String fault = fault(unit);
      if (fault != null) {
        throw node.error(
            "unit '" + unit + "' is no unit of UCUM: " + fault,
            "write it as UCUM does, such as mmol/L, mm[Hg] or umol/L, or an ISO 4217 currency such"
                + " as CNY");
      }
    }
    return unit;
  }

  /** Returns why {@code unit} is no unit of UCUM, or null where it is one. */
  public static String fault(String unit) {
    return Ucum.SERVICE.validate(unit);
  }

  /** Returns whether {@code unit} is the ISO 4217 code of a currency. */
  public static boolean isCurrency(String unit) {
    return CURRENCY.matcher(unit).matches()
        && Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(unit));
  }
}
