package org.yunhe.models.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yunhe.models.contract.Baseline;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.Migration;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** Finds what contracts take from those who read the tables, against the accepted baseline. */
final class BreakingChanges {
  /** Layers whose rows a job can make again from an earlier layer. */
  private static final Set<String> DERIVED = Set.of("core", "mart", "research");

  private final Baseline baseline;
  private final Faults faults;

  BreakingChanges(Baseline baseline, Faults faults) {
    this.baseline = baseline;
    this.faults = faults;
  }

  void check(ContractCatalog contracts, Set<String> unreadable) {
    baseline
        .tables()
        .forEach(
            (name, accepted) -> {
              Optional<TableContract> table = contracts.find(name);
              if (table.isPresent()) {
                accepted.forEach(column -> check(table.get(), column));
                newKeys(table.get(), accepted);
              } else if (!unreadable.contains(name)) {
                gone(name, accepted.get(0));
              }
            });
  }

  private void gone(String table, Baseline.Column first) {
    report(
        first.place() + ": no contract declares " + table + " any more",
        "bring tables/"
            + table.replace('.', '/')
            + ".odcs.yaml back; where nobody reads the table, remove its lines here");
  }

  private void check(TableContract table, Baseline.Column accepted) {
    Optional<ColumnContract> found = successor(table, accepted.name());
    if (found.isEmpty()) {
      refuse(
          table,
          accepted,
          Places.of(table.file(), "version:"),
          "the column '" + accepted.name() + "' is gone",
          "keep it, or where it is renamed write 'formerName: "
              + accepted.name()
              + "' with the new one",
          Migration.IN_PLACE);
      return;
    }
    ColumnContract column = found.get();
    if (!column.type().widens(accepted.type())) {
      refuse(
          table,
          accepted,
          column.place(),
          "the column '"
              + column.name()
              + "' changes from "
              + accepted.type().contractText()
              + " to "
              + column.type().contractText(),
          "keep the type, and add an optional column of the new one that the mappings fill",
          Migration.REBUILD);
    }
    if (column.required() && !accepted.required()) {
      refuse(
          table,
          accepted,
          column.place(),
          "the column '" + column.name() + "' becomes required",
          "keep it optional, and add a rule that flags rows without it",
          Migration.IN_PLACE);
    }
    if (column.primaryKeyPosition() != accepted.key()) {
      refuse(
          table,
          accepted,
          column.place(),
          "the primary key changes: '"
              + column.name()
              + "' was "
              + position(accepted.key())
              + " and is "
              + position(column.primaryKeyPosition()),
          "keep the key",
          Migration.REBUILD);
    }
  }

  private void newKeys(TableContract table, List<Baseline.Column> accepted) {
    for (ColumnContract column : table.columns()) {
      boolean known =
          accepted.stream()
              .anyMatch(
                  old ->
                      old.name().equals(column.name()) || old.name().equals(column.formerName()));
      if (!known && column.required()) {
        refuse(
            table,
            accepted.get(0),
            column.place(),
            "the new column '" + column.name() + "' is required, and older rows have none",
            "make it optional",
            Migration.REBUILD);
      }
    }
  }

  private static Optional<ColumnContract> successor(TableContract table, String name) {
    return table
        .column(name)
        .or(
            () ->
                table.columns().stream()
                    .filter(column -> name.equals(column.formerName()))
                    .findFirst());
  }

  private void refuse(
      TableContract table,
      Baseline.Column accepted,
      String place,
      String what,
      String gently,
      Migration least) {
    boolean raised = table.majorVersion() > accepted.majorVersion();
    if (raised && table.migration().reaches(least)) {
      if (table.migration() == Migration.REBUILD && !DERIVED.contains(table.layer())) {
        report(
            place + ": " + what + ", and no job can fill " + table.fullName() + " again", gently);
      }
      return;
    }
    String wanted = (accepted.majorVersion() + 1) + ".0.0";
    boolean possible = least == Migration.IN_PLACE || DERIVED.contains(table.layer());
    report(
        place + ": " + what + ", which breaks readers",
        possible
            ? gently
                + "; to break them knowingly raise 'version' to "
                + wanted
                + " and add the table's custom property 'migration: "
                + least.text()
                + "' (docs/change-a-table.md)"
            : gently);
  }

  private static String position(int key) {
    return key == 0 ? "no part of it" : "part " + key;
  }

  private void report(String what, String remedy) {
    faults.report(new YunheException(ErrorCode.BREAKING_CHANGE, what, remedy));
  }
}
