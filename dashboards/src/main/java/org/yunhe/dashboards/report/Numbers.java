package org.yunhe.dashboards.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.yunhe.models.indicator.Indicator;

/** Writes numbers as a report shows them. */
final class Numbers {
  private Numbers() {}

  /** Returns a value with the decimals of its definition, half up; null is null. */
  static String value(Indicator indicator, Double value) {
    return value == null
        ? null
        : BigDecimal.valueOf(value)
            .setScale(indicator.decimals(), RoundingMode.HALF_UP)
            .toPlainString();
  }

  /** Returns a sum without needless zeros; null is a dash. */
  static String sum(BigDecimal sum) {
    if (sum == null) {
      return "–";
    }
    BigDecimal plain = sum.stripTrailingZeros();
    return plain.setScale(Math.max(0, plain.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }
}
