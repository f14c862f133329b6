package org.yunhe.models.mapping;

import java.util.List;
import java.util.Map;
import org.yunhe.models.contract.TableContract;

/**
 * What a mapping made of one source row for one core table.
 *
 * @param target core table
 * @param origin the source row
 * @param sourceRow ordinal among the rows that the source row gives, from 1
 * @param filter rule that filtered the row, or null
 * @param values values by column of the contract, provenance columns aside: String, Boolean,
 *     Integer, Long, Double, BigDecimal, LocalDate, Instant or null
 * @param faults why the row cannot enter core; empty where it can
 */
public record MappedRow(
    TableContract target,
    SourceRow origin,
    int sourceRow,
    String filter,
    Map<String, Object> values,
    List<Fault> faults) {

  /**
   * One value that the contract does not accept.
   *
   * @param code reason code such as {@code YQ-CAST} or {@code YQ-REQUIRED}
   * @param column column at fault
   * @param reason what is wrong, with the value
   */
  public record Fault(String code, String column, String reason) {}

  /** Returns whether the row would stand in core. */
  public boolean entersCore() {
    return filter == null && faults.isEmpty();
  }
}
