package org.yunhe.lakehouse.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.Migration;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Brings one table that is there up to its contract. Columns are added, widened, renamed by their
 * field id and commented; partitioning and sort order count for what is written from now on. What
 * breaks readers is done where the contract's major version rose and a migration is declared, and
 * refused otherwise.
 */
final class TableEvolution {
  private static final Set<String> DERIVED = Set.of("core", "mart", "research");

  private final Table table;
  private final TableContract contract;
  private final Schema wanted;
  private final List<Break> breaks = new ArrayList<>();

  TableEvolution(Table table, TableContract contract) {
    this.table = table;
    this.contract = contract;
    this.wanted = ContractSchema.schema(contract);
    findBreaks();
  }

  /** A change that readers notice, and the least migration that brings it about. */
  private record Break(String what, Migration least) {}

  /** Returns whether the contract asks for the table to begin anew; refuses what it may not do. */
  boolean rebuilds() {
    if (breaks.isEmpty()) {
      return false;
    }
    String former = table.properties().getOrDefault(TableProvisioner.VERSION, "0");
    boolean raised = contract.majorVersion() > major(former);
    for (Break each : breaks) {
      if (!raised || !contract.migration().reaches(each.least())) {
        throw refused(each, former);
      }
    }
    if (contract.migration() == Migration.REBUILD && !DERIVED.contains(contract.layer())) {
      throw refused(breaks.get(0), former);
    }
    return contract.migration() == Migration.REBUILD;
  }

  /** Changes the table in place; returns whether there was anything to do. */
  boolean apply() {
    boolean changed = rename();
    changed |= columns();
    changed |= partitioning();
    return changed | sorting();
  }

  private void findBreaks() {
    for (ColumnContract column : contract.columns()) {
      Types.NestedField field = wanted.findField(column.name());
      Types.NestedField present = present(column);
      if (present == null) {
        if (field.isRequired()) {
          broken("the new column '" + field.name() + "' is required", Migration.REBUILD);
        }
      } else {
        findBreaks(present, field);
      }
    }
    for (Types.NestedField present : table.schema().columns()) {
      if (contract.columns().stream().noneMatch(column -> present.equals(present(column)))) {
        broken("the column '" + present.name() + "' is gone", Migration.IN_PLACE);
      }
    }
    if (!table.schema().identifierFieldNames().equals(keyNow())) {
      broken("the primary key changes", Migration.REBUILD);
    }
  }

  private void findBreaks(Types.NestedField present, Types.NestedField field) {
    if (!sameType(present.type(), field.type()) && !widens(present.type(), field.type())) {
      broken(
          "column '" + field.name() + "' changes from " + present.type() + " to " + field.type(),
          Migration.REBUILD);
    }
    if (present.isOptional() && field.isRequired()) {
      broken("column '" + field.name() + "' becomes required", Migration.IN_PLACE);
    }
  }

  private void broken(String what, Migration least) {
    breaks.add(new Break(what, least));
  }

  /** The names that the wanted key's columns have in the table before a rename. */
  private Set<String> keyNow() {
    return contract.primaryKey().stream()
        .map(column -> present(column) == null ? column.name() : present(column).name())
        .collect(Collectors.toSet());
  }

  private Types.NestedField present(ColumnContract column) {
    Types.NestedField present = table.schema().findField(column.name());
    return present != null || column.formerName() == null
        ? present
        : table.schema().findField(column.formerName());
  }

  /** A rename is a commit of its own, so that everything after it goes by the new names. */
  private boolean rename() {
    UpdateSchema update = table.updateSchema();
    boolean changed = false;
    for (ColumnContract column : contract.columns()) {
      Types.NestedField present = present(column);
      if (present != null && !present.name().equals(column.name())) {
        update.renameColumn(present.name(), column.name());
        changed = true;
      }
    }
    if (changed) {
      update.commit();
    }
    return changed;
  }

  private boolean columns() {
    UpdateSchema update = table.updateSchema().allowIncompatibleChanges();
    boolean changed = false;
    for (Types.NestedField field : wanted.columns()) {
      Types.NestedField present = table.schema().findField(field.name());
      if (present == null) {
        update.addColumn(field.name(), field.type(), field.doc());
        changed = true;
      } else {
        changed |= column(update, present, field);
      }
    }
    for (Types.NestedField present : table.schema().columns()) {
      if (wanted.findField(present.name()) == null) {
        update.deleteColumn(present.name());
        changed = true;
      }
    }
    if (changed) {
      update.commit();
    }
    return changed;
  }

  private static boolean column(
      UpdateSchema update, Types.NestedField present, Types.NestedField field) {
    boolean changed = false;
    if (!sameType(present.type(), field.type())) {
      update.updateColumn(field.name(), field.type().asPrimitiveType());
      changed = true;
    }
    if (present.isOptional() && field.isRequired()) {
      update.requireColumn(field.name());
      changed = true;
    }
    if (present.isRequired() && field.isOptional()) {
      update.makeColumnOptional(field.name());
      changed = true;
    }
    if (!Objects.equals(present.doc(), field.doc())) {
      update.updateColumnDoc(field.name(), field.doc());
      changed = true;
    }
    return changed;
  }

  private boolean partitioning() {
    PartitionSpec goal = ContractSchema.partitionSpec(contract, table.schema());
    List<PartitionField> left =
        table.spec().fields().stream().filter(field -> !isIn(goal, field)).toList();
    List<PartitionField> added =
        goal.fields().stream().filter(field -> !isIn(table.spec(), field)).toList();
    if (left.isEmpty() && added.isEmpty()) {
      return false;
    }
    UpdatePartitionSpec update = table.updateSpec();
    left.forEach(field -> update.removeField(field.name()));
    added.forEach(field -> update.addField(term(field)));
    update.commit();
    return true;
  }

  private static boolean isIn(PartitionSpec spec, PartitionField field) {
    return spec.fields().stream()
        .anyMatch(
            other ->
                other.sourceId() == field.sourceId()
                    && other.transform().toString().equals(field.transform().toString()));
  }

  private Term term(PartitionField field) {
    String column = table.schema().findColumnName(field.sourceId());
    Transform<?, ?> transform = field.transform();
    String name = transform.toString();
    if (name.startsWith("bucket[")) {
      return Expressions.bucket(
          column, Integer.parseInt(name.substring("bucket[".length(), name.length() - 1)));
    }
    return switch (name) {
      case "day" -> Expressions.day(column);
      case "month" -> Expressions.month(column);
      default -> Expressions.ref(column);
    };
  }

  private boolean sorting() {
    SortOrder goal = ContractSchema.sortOrder(contract, table.schema());
    if (goal.sameOrder(table.sortOrder())) {
      return false;
    }
    ReplaceSortOrder update = table.replaceSortOrder();
    contract.sortOrder().forEach(update::asc);
    update.commit();
    return true;
  }

  private static boolean sameType(Type present, Type field) {
    return present.isPrimitiveType() || field.isPrimitiveType()
        ? present.equals(field)
        : present.typeId() == field.typeId();
  }

  private static boolean widens(Type present, Type field) {
    return present.isPrimitiveType()
        && field.isPrimitiveType()
        && TypeUtil.isPromotionAllowed(present, field.asPrimitiveType());
  }

  private static int major(String version) {
    String major = version.split("\\.", 2)[0];
    return major.matches("\\d{1,9}") ? Integer.parseInt(major) : 0;
  }

  private YunheException refused(Break change, String former) {
    boolean possible = change.least() == Migration.IN_PLACE || DERIVED.contains(contract.layer());
    String gently = "keep the old column, add a new optional one and a mapping that fills it";
    return new YunheException(
        ErrorCode.BREAKING_CHANGE,
        contract.file() + ": " + change.what() + " (the table is at version " + former + ")",
        possible
            ? gently
                + ", or raise the major version and declare 'migration: "
                + change.least().text()
                + "' (docs/change-a-table.md)"
            : gently);
  }
}
