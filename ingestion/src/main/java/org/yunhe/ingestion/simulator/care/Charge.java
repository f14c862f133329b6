package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.codes.StockedDrug;

/**
 * A line of a bill; amounts in fen.
 *
 * @param drug the medicine where it is one, else null
 */
public record Charge(
    ChargeItem item,
    StockedDrug drug,
    int quantity,
    long amount,
    long insured,
    LocalDateTime time) {

  /** Whether the line is a medicine. */
  public boolean medicine() {
    return drug != null;
  }
}
