package org.yunhe.dashboards.superset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays the charts of a dashboard out in rows, in Superset's own words. */
final class DashboardLayout {
  private static final String ROOT = "ROOT_ID";
  private static final String GRID = "GRID_ID";

  private final DashboardAsset dashboard;
  private final List<ChartAsset> charts;
  private final String language;
  private final Map<String, Object> position = new LinkedHashMap<>();

  DashboardLayout(DashboardAsset dashboard, List<ChartAsset> charts, String language) {
    this.dashboard = dashboard;
    this.charts = charts;
    this.language = language;
  }

  /** Returns the dashboard's file of the bundle. */
  Map<String, Object> asset() {
    return SupersetBundle.of(
        "dashboard_title", dashboard.title().in(language),
        "description", dashboard.says().in(language),
        "slug", dashboard.name(),
        "uuid", SupersetBundle.uuid("dashboard", dashboard.name()),
        "position", position(),
        "metadata",
            SupersetBundle.of(
                "refresh_frequency", dashboard.refreshSeconds(),
                "cross_filters_enabled", true,
                "color_scheme", "supersetColors",
                "native_filter_configuration", List.of(),
                "expanded_slices", Map.of(),
                "timed_refresh_immune_slices", List.of()),
        "published", true,
        "is_managed_externally", true,
        "version", "1.0.0");
  }

  private Map<String, Object> position() {
    Map<Integer, List<ChartAsset>> rows = new TreeMap<>();
    for (ChartAsset chart : charts) {
      rows.computeIfAbsent(chart.place().row(), row -> new ArrayList<>()).add(chart);
    }
    List<String> children = new ArrayList<>();
    rows.forEach(
        (number, row) -> {
          Texts heading = dashboard.headings().get(number);
          if (heading != null) {
            children.add(heading(number, heading.in(language)));
          }
          children.add(row(number, row));
        });
    position.put("DASHBOARD_VERSION_KEY", "v2");
    position.put(ROOT, SupersetBundle.of("type", "ROOT", "id", ROOT, "children", List.of(GRID)));
    position.put(
        GRID,
        SupersetBundle.of(
            "type", "GRID", "id", GRID, "children", children, "parents", List.of(ROOT)));
    position.put(
        "HEADER_ID",
        SupersetBundle.of(
            "type", "HEADER",
            "id", "HEADER_ID",
            "meta", Map.of("text", dashboard.title().in(language))));
    return position;
  }

  private String heading(int row, String text) {
    String id = "HEADER-" + row;
    position.put(
        id,
        SupersetBundle.of(
            "type", "HEADER",
            "id", id,
            "children", List.of(),
            "parents", List.of(ROOT, GRID),
            "meta",
                Map.of(
                    "text", text,
                    "headerSize", "SMALL_HEADER",
                    "background", "BACKGROUND_TRANSPARENT")));
    return id;
  }

  private String row(int number, List<ChartAsset> row) {
    String id = "ROW-" + number;
    row.sort(
        Comparator.comparingInt((ChartAsset chart) -> chart.place().order())
            .thenComparing(ChartAsset::name));
    int height = row.stream().mapToInt(chart -> chart.place().height()).max().orElse(0);
    List<String> children = new ArrayList<>();
    for (ChartAsset chart : row) {
      children.add(chart(chart, id, height));
    }
    position.put(
        id,
        SupersetBundle.of(
            "type",
            "ROW",
            "id",
            id,
            "children",
            children,
            "parents",
            List.of(ROOT, GRID),
            "meta",
            Map.of("background", "BACKGROUND_TRANSPARENT")));
    return id;
  }

  private String chart(ChartAsset chart, String row, int height) {
    String id = "CHART-" + chart.name();
    position.put(
        id,
        SupersetBundle.of(
            "type", "CHART",
            "id", id,
            "children", List.of(),
            "parents", List.of(ROOT, GRID, row),
            "meta",
                SupersetBundle.of(
                    "uuid", SupersetBundle.uuid("chart", chart.name()),
                    "chartId", Math.floorMod(chart.name().hashCode(), 1_000_000) + 1,
                    "sliceName", chart.title().in(language),
                    "width", chart.place().width(),
                    "height", height)));
    return id;
  }
}
