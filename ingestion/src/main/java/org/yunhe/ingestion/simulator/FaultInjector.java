package org.yunhe.ingestion.simulator;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.ResidentId;
import org.yunhe.ingestion.simulator.store.CsvLine;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;

/**
 * Spoils rows on their way to a sink in known ways ({@code region/clinical/faults.csv}), at a known
 * rate, and lists each in the truth. A fault takes the place of a value, a number only that of a
 * number. In the catalogue {@code {column}} stands for another column of the row, {@code
 * {column-3}} for three days before it, {@code x10} for ten times the value, {@code 1<>2} for the
 * other of two.
 */
final class FaultInjector implements RowSink {

  /** One line of the catalogue; the rule is the one that must find it. */
  record Fault(
      String code,
      String source,
      String table,
      List<String> key,
      String column,
      String value,
      String rule) {}

  private static final Pattern NUMBER = Pattern.compile("[<>]?=?[0-9]+([.][0-9]+)?");

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
                row.get("value"),
                row.get("rule"));
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
    if (present == null && !value.startsWith("{")) {
      return null;
    }
    if (value.equals("null")) {
      return null;
    }
    if (value.equals("wrong-check-digit")) {
      return ResidentId.spoiled((String) present);
    }
    if (value.startsWith("x")) {
      return multiplied(present, new BigDecimal(value.substring(1)));
    }
    if (value.contains("<>")) {
      return swapped(present, value.split("<>", -1));
    }
    if (value.startsWith("{") && value.contains("-")) {
      return daysBefore(row, value.substring(1, value.length() - 1).split("-", -1), present);
    }
    if (value.startsWith("{")) {
      return row.get(value.substring(1, value.length() - 1));
    }
    boolean number = NUMBER.matcher(value).matches();
    return number && !NUMBER.matcher(present.toString()).matches() ? present : value;
  }

  private static Object multiplied(Object present, BigDecimal factor) {
    BigDecimal amount = new BigDecimal(present.toString());
    return amount.signum() == 0 ? present : amount.multiply(factor);
  }

  private static Object swapped(Object present, String[] pair) {
    String text = present.toString();
    return text.equals(pair[0]) ? pair[1] : text.equals(pair[1]) ? pair[0] : present;
  }

  private static Object daysBefore(Row row, String[] columnAndDays, Object present) {
    LocalDateTime time = (LocalDateTime) row.get(columnAndDays[0]);
    return present == null || time == null
        ? present
        : time.minusDays(Integer.parseInt(columnAndDays[1]));
  }

  /** Takes the list of faults. */
  @FunctionalInterface
  interface FaultLog {
    void add(Fault fault, Row row);
  }
}
