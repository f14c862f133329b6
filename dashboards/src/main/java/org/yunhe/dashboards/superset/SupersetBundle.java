package org.yunhe.dashboards.superset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The assets in one language as the archive that Superset's {@code /api/v1/assets/import/} takes.
 * Every asset has the same UUID for ever, so that a second import updates it. JSON is YAML, so the
 * files are written as JSON.
 */
final class SupersetBundle {
  private static final String VERSION = "1.0.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AssetCatalog assets;
  private final String language;
  private final LakeDatabase database;

  SupersetBundle(AssetCatalog assets, String language, LakeDatabase database) {
    this.assets = assets;
    this.language = language;
    this.database = database;
  }

  /** Returns the UUID of an asset of a kind, such as {@code dashboard}. */
  static String uuid(String kind, String name) {
    return UUID.nameUUIDFromBytes(("yunhe/" + kind + "/" + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** Returns the archive. */
  byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, Map<String, Object>> file : files().entrySet()) {
        zip.putNextEntry(new ZipEntry("yunhe/" + file.getKey()));
        zip.write(json(file.getValue()).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns the files of the archive by their paths in it. */
  Map<String, Map<String, Object>> files() {
    Map<String, Map<String, Object>> files = new LinkedHashMap<>();
    files.put(
        "metadata.yaml",
        of("version", VERSION, "type", "assets", "timestamp", "2026-01-01T00:00:00+00:00"));
    files.put(LakeDatabase.FILE, database.asset());
    assets.datasets().forEach((name, set) -> files.put(path("dataset", name), dataset(set)));
    assets.charts().forEach((name, chart) -> files.put(path("chart", name), chart(chart)));
    assets
        .dashboards()
        .forEach(
            (name, dashboard) ->
                files.put(
                    path("dashboard", name),
                    new DashboardLayout(dashboard, chartsOf(name), language).asset()));
    return files;
  }

  private static String path(String kind, String name) {
    return kind.equals("dataset")
        ? "datasets/lake/" + name + ".yaml"
        : kind + "s/" + name + ".yaml";
  }

  private List<ChartAsset> chartsOf(String dashboard) {
    return assets.charts().values().stream()
        .filter(chart -> chart.dashboard().equals(dashboard))
        .toList();
  }

  private Map<String, Object> dataset(DatasetAsset set) {
    List<Object> columns = new ArrayList<>();
    for (DatasetAsset.Field field : set.fields()) {
      columns.add(
          of(
              "column_name", field.name(),
              "verbose_name", field.title().in(language),
              "description", field.description().in(language),
              "type", field.type(),
              "is_dttm", field.temporal(),
              "is_active", true,
              "groupby", true,
              "filterable", true,
              "expression", field.expression() == null ? null : field.expression().in(language)));
    }
    List<Object> metrics = new ArrayList<>();
    for (DatasetAsset.Metric metric : set.metrics()) {
      metrics.add(
          of(
              "metric_name", metric.name(),
              "verbose_name", metric.title().in(language),
              "expression", metric.expression().in(language),
              "d3format", metric.format()));
    }
    return of(
        "table_name",
        set.sql() == null ? set.contract().name() : set.name(),
        "schema",
        set.contract().layer(),
        "catalog",
        database.catalog(),
        "description",
        language.equals("zh") ? set.contract().textZh() : set.contract().textEn(),
        "main_dttm_col",
        set.time(),
        "sql",
        set.sql() == null ? null : set.sql().in(language),
        "filter_select_enabled",
        true,
        "normalize_columns",
        false,
        "always_filter_main_dttm",
        false,
        "columns",
        columns,
        "metrics",
        metrics,
        "uuid",
        uuid("dataset", set.name()),
        "database_uuid",
        LakeDatabase.UUID,
        "is_managed_externally",
        true,
        "version",
        VERSION);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> chart(ChartAsset chart) {
    Map<String, Object> params =
        new LinkedHashMap<>((Map<String, Object>) Texts.resolve(chart.params(), language));
    params.put("viz_type", chart.type());
    List<Object> filters = new ArrayList<>();
    for (String sql : chart.filters()) {
      filters.add(
          of(
              "expressionType",
              "SQL",
              "clause",
              "WHERE",
              "sqlExpression",
              sql,
              "filterOptionName",
              "filter_" + Integer.toHexString(sql.hashCode())));
    }
    params.put("adhoc_filters", filters);
    return of(
        "slice_name", chart.title().in(language),
        "description", chart.says().in(language),
        "viz_type", chart.type(),
        "params", params,
        "uuid", uuid("chart", chart.name()),
        "dataset_uuid", uuid("dataset", chart.dataset()),
        "is_managed_externally", true,
        "version", VERSION);
  }

  /** Returns a map of names and values in turn, without those that are null. */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        map.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return map;
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
