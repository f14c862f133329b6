package org.yunhe.models.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.expression.Casts;
import org.yunhe.models.expression.EvaluationException;
import org.yunhe.models.expression.FunctionRegistry;
import org.yunhe.models.expression.RowQuery;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;

/** One mapping compiled for one source. */
final class CompiledMapping {
  /** Reason code: an expression of the mapping cannot be evaluated for the row. */
  static final String EVALUATION = "YQ-EVALUATION";

  private static final Set<String> GIVEN =
      Set.of(
          "_source",
          "_source_table",
          "_source_key",
          "_source_position",
          "_source_ts",
          "_org_code",
          "_index");
  private static final ColumnType INT = ColumnType.of("int");
  private static final ColumnType STRING = ColumnType.of("string");

  private final SourceDefinition source;
  private final TableContract target;
  private final RowQuery query;
  private final List<ColumnContract> columns;
  private final Map<String, String> declared;

  private CompiledMapping(SourceDefinition source, TableContract target, RowQuery query) {
    this.source = source;
    this.target = target;
    this.query = query;
    this.columns = MappingColumns.domain(target).toList();
    this.declared = byLowerCase(source.tables().get(query.table()));
  }

  static CompiledMapping of(
      Mapping mapping, SourceDefinition source, TableContract target, FunctionRegistry functions) {
    String sql =
        mapping
            .sql()
            .replace("${source}", source.source())
            .replace("${timezone}", source.timezone());
    RowQuery query = RowQuery.compile(mapping.file(), sql, functions);
    MappingColumns.check(mapping, query.outputs(), target);
    checkInputs(mapping, source, query);
    return new CompiledMapping(source, target, query);
  }

  /** Returns the table of core it fills. */
  String target() {
    return target.fullName();
  }

  /** Returns the table it reads. */
  String table() {
    return query.table();
  }

  List<MappedRow> map(SourceRow row) {
    List<MappedRow> rows = new ArrayList<>();
    try {
      for (Map<String, Object> raw : query.evaluate(columns(row))) {
        rows.add(mapped(row, raw));
      }
    } catch (EvaluationException e) {
      return List.of(failed(row, e));
    }
    return rows;
  }

  private MappedRow mapped(SourceRow row, Map<String, Object> raw) {
    Map<String, Object> values = new HashMap<>();
    List<MappedRow.Fault> faults = new ArrayList<>();
    for (ColumnContract column : columns) {
      ColumnValue value = ColumnValue.of(column, raw.get(column.name()));
      values.put(column.name(), value.value());
      if (value.fault() != null) {
        faults.add(value.fault());
      }
    }
    Integer ordinal = (Integer) Casts.tryCast(raw.get("_row"), INT);
    String filter = (String) Casts.tryCast(raw.get("_skip"), STRING);
    return new MappedRow(
        target,
        row,
        ordinal == null ? 1 : ordinal,
        filter,
        Collections.unmodifiableMap(values),
        filter == null ? faults : List.of());
  }

  private MappedRow failed(SourceRow row, EvaluationException e) {
    Map<String, Object> values = new HashMap<>();
    columns.forEach(column -> values.put(column.name(), null));
    MappedRow.Fault fault = new MappedRow.Fault(EVALUATION, columns.get(0).name(), e.getMessage());
    return new MappedRow(target, row, 1, null, values, List.of(fault));
  }

  private Function<String, Object> columns(SourceRow row) {
    return name ->
        switch (name) {
          case "_source" -> row.source();
          case "_source_table" -> row.table();
          case "_source_key" -> row.key();
          case "_source_position" -> row.position();
          case "_source_ts" -> row.changedAt();
          case "_org_code" -> orgCode(row);
          case "_index" -> 1;
          default -> row.columns().get(declared.getOrDefault(name, name));
        };
  }

  private String orgCode(SourceRow row) {
    if (row.orgCode() != null) {
      return row.orgCode();
    }
    return source.orgColumn() == null ? source.orgCode() : row.columns().get(source.orgColumn());
  }

  /** SQL does not tell cases apart; the columns of some protocols are written in both. */
  private static Map<String, String> byLowerCase(SourceTable table) {
    Map<String, String> names = new HashMap<>();
    table.columns().forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    return names;
  }

  private static void checkInputs(Mapping mapping, SourceDefinition source, RowQuery query) {
    SourceTable table = source.tables().get(query.table());
    if (table == null) {
      throw MappingColumns.broken(
          mapping,
          "it reads "
              + query.table()
              + ", which sources/"
              + source.source()
              + ".yaml does not declare",
          null);
    }
    Set<String> unknown = new HashSet<>(query.inputs());
    unknown.removeAll(GIVEN);
    unknown.removeAll(byLowerCase(table).keySet());
    if (!unknown.isEmpty()) {
      throw MappingColumns.broken(
          mapping,
          "table " + table.name() + " of source " + source.source() + " has no column " + unknown,
          null);
    }
  }
}
