package org.yunhe.ingestion.simulator.codes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.yunhe.models.code.CodeEntry;

/**
 * A laboratory item as a hospital offers it: its code, unit and limits; limits are null where there
 * are none.
 *
 * @param factor multiplies a local value into the standard unit
 * @param values results of an item that is not a number
 */
public record LocalLabItem(
    String code,
    String name,
    String specimen,
    String unit,
    double factor,
    int decimals,
    Double low,
    Double high,
    Double panicLow,
    Double panicHigh,
    List<String> values) {

  /** The item of an entry of a lab-item list. */
  public static LocalLabItem of(CodeEntry entry) {
    String values = entry.attribute("values");
    return new LocalLabItem(
        entry.localCode(),
        entry.localName(),
        entry.attribute("specimen"),
        entry.attribute("local_unit"),
        number(entry, "factor") == null ? 1 : number(entry, "factor"),
        number(entry, "decimals") == null ? 0 : number(entry, "decimals").intValue(),
        number(entry, "ref_low"),
        number(entry, "ref_high"),
        number(entry, "panic_low"),
        number(entry, "panic_high"),
        values == null ? List.of() : List.of(values.split(";", -1)));
  }

  /** A value of the standard unit in the hospital's unit, as its laboratory prints it. */
  public String print(double standard) {
    return BigDecimal.valueOf(standard / factor)
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** N, L or H; LL or HH where a printed value calls for a critical-value notice. */
  public String flag(String printed) {
    double value = Double.parseDouble(printed);
    if (panicLow != null && value < panicLow) {
      return "LL";
    }
    if (panicHigh != null && value > panicHigh) {
      return "HH";
    }
    if (low != null && value < low) {
      return "L";
    }
    return high != null && value > high ? "H" : "N";
  }

  /** The reference range as text, such as {@code 3.9-6.1}; null where there is none. */
  public String range() {
    if (low == null && high == null) {
      return values.isEmpty() ? null : values.get(0);
    }
    if (low == null) {
      return "<" + StockedDrug.plain(high);
    }
    return high == null
        ? ">" + StockedDrug.plain(low)
        : StockedDrug.plain(low) + "-" + StockedDrug.plain(high);
  }

  private static Double number(CodeEntry entry, String column) {
    String text = entry.attribute(column);
    return text == null ? null : Double.valueOf(text);
  }
}
