package org.yunhe.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.source.SourceDefinition;

/** What became of every source's rows, the addresses, and some queries to begin with. */
final class Summary {
  private static final String FATES =
      """
      SELECT source, sum(rows_in), sum(rows_core), sum(rows_filtered), sum(rows_quarantined),
             sum(rows_unmapped)
      FROM (SELECT *, row_number() OVER (PARTITION BY source, source_table
                                         ORDER BY recorded_at DESC, run_id DESC) AS newest
            FROM lake.ops.reconciliation)
      WHERE newest = 1
      GROUP BY source
      """;

  private final Platform platform;
  private final Capture capture;

  Summary(Platform platform, Capture capture) {
    this.platform = platform;
    this.capture = capture;
  }

  /** Returns the whole text. */
  String text() {
    Map<String, Long> captured = capturedBySource();
    StringBuilder text = new StringBuilder();
    try (TrinoClient trino = new TrinoClient(platform.config(), "platform")) {
      Map<String, List<String>> fates = new LinkedHashMap<>();
      trino.query(FATES).rows().forEach(row -> fates.put(row.get(0), row));
      Map<String, String> changes = new LinkedHashMap<>();
      trino
          .query("SELECT source, count(*) FROM lake.raw.change GROUP BY source")
          .rows()
          .forEach(row -> changes.put(row.get(0), row.get(1)));
      text.append(sources(captured, fates, changes));
    }
    return text.append('\n').append(addresses()).append('\n').append(queries()).toString();
  }

  private Map<String, Long> capturedBySource() {
    Map<String, Long> rows = new LinkedHashMap<>();
    capture
        .sourceRows()
        .forEach(
            (table, count) -> rows.merge(table.substring(0, table.indexOf('.')), count, Long::sum));
    return rows;
  }

  private String sources(
      Map<String, Long> captured, Map<String, List<String>> fates, Map<String, String> changes) {
    Table table =
        new Table(
            List.of(
                "SOURCE",
                "SYSTEM",
                "ROWS>",
                "CHANGES LANDED>",
                "ROWS LANDED>",
                "IN CORE>",
                "FILTERED>",
                "QUARANTINED>",
                "UNMAPPED>",
                "IN = OUT"));
    for (SourceDefinition source : capture.sources()) {
      List<String> fate =
          fates.getOrDefault(source.source(), List.of(source.source(), "0", "0", "0", "0", "0"));
      // Only a database can be asked how many rows it holds.
      boolean counted = source.log().equals("raw.change");
      long rows = captured.getOrDefault(source.source(), 0L);
      long landed = Long.parseLong(fate.get(1));
      long out = fate.subList(2, 6).stream().mapToLong(Long::parseLong).sum();
      table.row(
          List.of(
              source.source(),
              platform.config().language().equals("zh") ? source.nameZh() : source.nameEn(),
              counted ? "" + rows : "-",
              counted ? changes.getOrDefault(source.source(), "0") : "-",
              "" + landed,
              fate.get(2),
              fate.get(3),
              fate.get(4),
              fate.get(5),
              (!counted || rows == landed) && landed == out ? "yes" : "NO"));
    }
    return table.text();
  }

  private String addresses() {
    Table table = new Table(List.of("PART", "ADDRESS"));
    platform.parts().stream()
        .filter(part -> !part.address().isEmpty() && !part.optional())
        .forEach(part -> table.row(List.of(part.name(), part.address())));
    table.row(List.of("Trino JDBC", TrinoConnection.jdbcUrl(platform.config()) + "?SSL=true"));
    table.row(
        List.of(
            "its accounts", "./yunhe accounts; kept in " + platform.config().trino().accounts()));
    table.row(
        List.of("its certificate", "SSLTrustStorePath=" + platform.config().trino().certificate()));
    return table.text();
  }

  private static String queries() {
    return """
        Try:
          ./yunhe sql "select sex, count(*) as persons, avg(encounter_count) as visits from mart.patient_360 group by sex"
          ./yunhe sql "select person_id, institution_count, encounter_count, conditions from mart.patient_360 order by encounter_count desc limit 5"
          ./yunhe sql "select event_at, event_type, org_code, display, value_num, unit from mart.patient_timeline where person_id = (select max_by(person_id, encounter_count) from mart.patient_360) order by event_at desc limit 20"
          ./yunhe sql "select o.org_name, e.encounter_class, count(*) from core.encounter e join core.organization o on o.org_code = e.org_code group by 1, 2 order by 3 desc"
          ./yunhe sql "select source, source_table, reason_code, column_name, count(*) from ops.quarantine group by 1, 2, 3, 4 order by 5 desc"
        """;
  }
}
