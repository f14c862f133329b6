package org.yunhe.ingestion.simulator.codes;

import java.math.BigDecimal;
import org.yunhe.models.code.CodeEntry;

/**
 * A medicine in a hospital's stock.
 *
 * @param strength amount in one base unit, 0 where it has none
 * @param price fen a package
 */
public record StockedDrug(
    String code,
    String name,
    String atc,
    double strength,
    String strengthUnit,
    String baseUnit,
    int packSize,
    String packUnit,
    String form,
    String route,
    boolean antibiotic,
    boolean essential,
    long price) {

  static StockedDrug of(CodeEntry entry) {
    String strength = entry.attribute("strength");
    return new StockedDrug(
        entry.localCode(),
        entry.localName(),
        entry.code(),
        strength == null ? 0 : Double.parseDouble(strength),
        strength == null ? entry.attribute("base_unit") : entry.attribute("strength_unit"),
        entry.attribute("base_unit"),
        Integer.parseInt(entry.attribute("pack_size")),
        entry.attribute("pack_unit"),
        entry.attribute("form"),
        entry.attribute("route"),
        "1".equals(entry.attribute("antibiotic")),
        "1".equals(entry.attribute("essential")),
        new BigDecimal(entry.attribute("price")).movePointRight(2).longValue());
  }

  /** Specification as printed on the box, such as {@code 5mg*14片}. */
  public String spec() {
    String each = strength == 0 ? "" : plain(strength) + unit();
    return each + "*" + packSize + baseUnit;
  }

  /** The dose unit as hospitals print it. */
  public String unit() {
    return strengthUnit.equals("[IU]") ? "IU" : strengthUnit;
  }

  /** A number without trailing zeros. */
  public static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
