package org.yunhe.models.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.indicator.Indicator;
import org.yunhe.models.mart.LakeQueries;
import org.yunhe.models.mart.MartCatalog;
import org.yunhe.models.mart.MartQuery;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.sql.QueryAnalysis;
import org.yunhe.models.sql.SqlType;

/** Holds the queries of marts, views and indicators against the contracts. */
final class SqlCheck {
  private final ContractCatalog contracts;
  private final LakeQueries queries;
  private final Faults faults;

  SqlCheck(ContractCatalog contracts, MartCatalog marts, Faults faults) {
    this.contracts = contracts;
    this.queries = new LakeQueries(contracts, marts);
    this.faults = faults;
  }

  /** Checks a query of a mart, and that it gives the columns of its table. */
  void mart(MartQuery query) {
    faults.check(
        () -> {
          QueryAnalysis analysis = queries.analysis(query);
          analysis.faults().forEach(faults::report);
          if (query.gives() != null && analysis.faults().isEmpty()) {
            TableContract table = contracts.table(query.gives());
            gives(query.file(), analysis, columns(table), query.added(), table.file());
          }
        });
  }

  /** Checks the query of a view, and that it gives the columns of its contract. */
  void view(TableContract view) {
    faults.check(
        () -> {
          String sql = ModelResources.read(view.viewFile());
          QueryAnalysis analysis =
              QueryAnalysis.of(view.viewFile(), sql, name -> queries.table(view, name));
          analysis.faults().forEach(faults::report);
          if (analysis.faults().isEmpty()) {
            gives(view.viewFile(), analysis, columns(view), List.of(), view.file());
          }
        });
  }

  /** Checks the query of an indicator, and that it gives the columns that the job reads. */
  void indicator(Indicator indicator) {
    faults.check(
        () -> {
          QueryAnalysis analysis =
              QueryAnalysis.of(indicator.file(), indicator.sql(), queries::table);
          analysis.faults().forEach(faults::report);
          if (analysis.faults().isEmpty()) {
            gives(
                indicator.file(),
                analysis,
                columns(indicator),
                List.of(),
                "docs/add-an-indicator.md");
          }
        });
  }

  /** Checks a query that lists the records of two roads ({@code roads/<source>/<table>.sql}). */
  void road(String file) {
    faults.check(
        () -> {
          QueryAnalysis analysis =
              QueryAnalysis.of(file, ModelResources.read(file), queries::table);
          analysis.faults().forEach(faults::report);
          if (analysis.faults().isEmpty()) {
            gives(file, analysis, roadColumns(), List.of(), "docs/fhir.md");
          }
        });
  }

  private static Map<String, ColumnType> roadColumns() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    columns.put("road", ColumnType.of("int"));
    for (String name : List.of("patient_id", "class", "record_key", "code", "reason")) {
      columns.put(name, ColumnType.of("string"));
    }
    return columns;
  }

  private static Map<String, ColumnType> columns(TableContract table) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    for (ColumnContract column : table.columns()) {
      columns.put(column.name(), column.type());
    }
    return columns;
  }

  private static Map<String, ColumnType> columns(Indicator indicator) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    columns.put("record_id", ColumnType.of("string"));
    columns.put("org_code", ColumnType.of("string"));
    columns.put("dept_code", ColumnType.of("string"));
    columns.put("event_date", ColumnType.of("date"));
    columns.put("numerator", ColumnType.of("decimal(18,4)"));
    if (!indicator.isCount()) {
      columns.put("denominator", ColumnType.of("decimal(18,4)"));
    }
    return columns;
  }

  private void gives(
      String file,
      QueryAnalysis analysis,
      Map<String, ColumnType> wanted,
      List<String> added,
      String where) {
    Map<String, SqlType> given = analysis.gives().columns();
    for (Map.Entry<String, ColumnType> column : wanted.entrySet()) {
      SqlType type = given.get(column.getKey());
      if (type == null) {
        if (!added.contains(column.getKey()) && !analysis.gives().open()) {
          report(
              file,
              1,
              "the query gives no '" + column.getKey() + "'",
              "add it, as " + where + " says");
        }
      } else if (!type.fits(column.getValue())) {
        report(
            file,
            analysis.line(column.getKey()),
            "'" + column.getKey() + "' is a " + type.text() + ", not a " + column.getValue().sql(),
            "cast it, or correct " + where);
      }
    }
    Set<String> known = wanted.keySet();
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                report(
                    file,
                    analysis.line(name),
                    "'" + name + "' is no column that " + where + " knows",
                    "leave it out, or add it there"));
  }

  private void report(String file, int line, String what, String remedy) {
    faults.report(new YunheException(ErrorCode.BAD_MODEL, file + ":" + line + ": " + what, remedy));
  }
}
