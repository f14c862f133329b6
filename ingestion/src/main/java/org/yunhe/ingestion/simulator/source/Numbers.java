package org.yunhe.ingestion.simulator.source;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as tables hold them. */
final class Numbers {

  private Numbers() {}

  static BigDecimal tenth(Double value) {
    return value == null ? null : BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
  }

  static BigDecimal plain(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
  }
}
