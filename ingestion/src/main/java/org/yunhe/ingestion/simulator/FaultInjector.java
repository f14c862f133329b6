package org.yunhe.ingestion.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.ResidentId;
import org.yunhe.ingestion.simulator.store.CsvLine;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;

/**
 * Spoils rows on their way to a sink in known ways ({@code region/clinical/faults.csv}), at a known
 * rate, and lists each in the truth. A fault takes the place of a value; {@code {column}} in the
 * catalogue stands for another column of the row.
 */
final class FaultInjector implements RowSink {

  /** One line of the catalogue. */
  record Fault(
      String code, String source, String table, List<String> key, String column, String value) {}

  private final RowSink next;
  private final FaultLog log;
  private final double rate;
  private final Dice dice;
  private final Map<String, List<Fault>> faults = new HashMap<>();

  FaultInjector(RowSink next, FaultLog log, SimulationPlan plan) {
    this.next = next;
    this.log = log;
    this.rate = plan.faultRate();
    this.dice = new Dice(plan.seed(), -7);
    for (Map<String, String> row : CsvLine.resource("/region/clinical/faults.csv")) {
      for (String source : row.get("sources").split(" ", -1)) {
        Fault fault =
            new Fault(
                row.get("fault"),
                source,
                row.get("table"),
                List.of(row.get("key").split(" ", -1)),
                row.get("column"),
                row.get("value"));
        faults.computeIfAbsent(source + "/" + fault.table(), t -> new ArrayList<>()).add(fault);
      }
    }
  }

  /** The codes of all faults. */
  Set<String> codes() {
    Set<String> codes = new HashSet<>();
    faults.values().forEach(list -> list.forEach(f -> codes.add(f.code())));
    return codes;
  }

  @Override
  public void add(String source, Row row) {
    List<Fault> possible = faults.get(source + "/" + row.table());
    if (possible == null || !dice.chance(rate)) {
      next.add(source, row);
      return;
    }
    Fault fault = dice.pick(possible);
    Object present = row.get(fault.column());
    Object spoiled = spoil(fault, row, present);
    boolean changes = present == null ? spoiled != null : !present.equals(spoiled);
    if (!changes || present == null && !fault.value().startsWith("{")) {
      next.add(source, row);
      return;
    }
    log.add(fault, row);
    next.add(source, row.with(fault.column(), spoiled));
  }

  private static Object spoil(Fault fault, Row row, Object present) {
    String value = fault.value();
    if (value.equals("null")) {
      return null;
    }
    if (value.equals("wrong-check-digit")) {
      return present == null ? null : ResidentId.spoiled((String) present);
    }
    if (value.startsWith("{") && value.contains("-")) {
      String column = value.substring(1, value.indexOf('-'));
      int days = Integer.parseInt(value.substring(value.indexOf('-') + 1, value.length() - 1));
      java.time.LocalDateTime time = (java.time.LocalDateTime) row.get(column);
      return present == null || time == null ? present : time.minusDays(days);
    }
    if (value.startsWith("{")) {
      return row.get(value.substring(1, value.length() - 1));
    }
    return value;
  }

  /** Takes the list of faults. */
  @FunctionalInterface
  interface FaultLog {
    void add(Fault fault, Row row);
  }
}
