package org.yunhe.dashboards.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** The files of dashboards, the mistakes that are found in them, and the bundle they become. */
class AssetCatalogTest {
  private static final String CHART = "superset/charts/referrals_by_state.yaml";

  @Test
  void everyDashboardHasChartsAndEveryChartFitsItsRow() {
    AssetCatalog assets = AssetCatalog.load();

    assertThat(assets.dashboards()).containsKeys("referral-flow", "quality-live");
    Map<String, Integer> widths = new HashMap<>();
    for (ChartAsset chart : assets.charts().values()) {
      String row = chart.dashboard() + " row " + chart.place().row();
      widths.merge(row, chart.place().width(), Integer::sum);
    }
    assertThat(widths)
        .allSatisfy((row, width) -> assertThat(width).as(row).isLessThanOrEqualTo(12));
    assertThat(assets.charts().values().stream().map(ChartAsset::dashboard).distinct())
        .hasSameSizeAs(assets.dashboards().keySet());
  }

  @Test
  void aChartMoreIsAFileMore() {
    String added =
        ModelResources.read(CHART)
            .replace("chart: referrals_by_state", "chart: referrals_by_origin")
            .replace("x_axis: state_name", "x_axis: origin");

    AssetCatalog assets = with("superset/charts/referrals_by_origin.yaml", added);

    Map<String, Object> files = position(assets, "dashboards/referral-flow.yaml");
    assertThat(files).containsKey("CHART-referrals_by_origin");
  }

  @Test
  void columnTextsAreThoseOfTheContract() {
    DatasetAsset.Field field =
        AssetCatalog.load()
            .datasets()
            .get("reconciliation")
            .field("rows_quarantined")
            .orElseThrow();

    assertThat(field.title()).isEqualTo(new Texts("隔离行数", "Rows quarantined"));
    assertThat(field.description().en()).isEqualTo("Source rows in quarantine.");
  }

  @Test
  void codesAreShownByTheirNames() {
    DatasetAsset.Field state =
        AssetCatalog.load().datasets().get("referral_current").field("state_name").orElseThrow();

    assertThat(state.expression().zh()).contains("WHEN 'IN_TREATMENT' THEN '治疗中'");
    assertThat(state.expression().en()).contains("WHEN 'IN_TREATMENT' THEN 'In treatment'");
  }

  @Test
  void namesWithNothingBehindThemAreRefusedByFileAndLine() {
    assertRefused("dataset: referral_current", "dataset: referrals", "'referrals' is not known");
    assertRefused("x_axis: state_name", "x_axis: stat", "has no column 'stat'");
    assertRefused("metrics: [referrals]", "metrics: [count]", "has no metric 'count'");
    assertRefused(
        "type: echarts_timeseries_bar", "type: bars", "visualisation 'bars' is not known");
    assertRefused("stack: Stack", "stak: Stack", "has no key 'stak'");
    assertRefused("width: 5", "width: 13", "a page is 12 wide");
    assertRefused("dashboard: referral-flow", "dashboard: flow", "'flow' is not known");
    assertRefused("params:", "filters: [\"stat = 'X'\"]\nparams:", "has no column 'stat'");
  }

  @Test
  void theBundleNamesEverythingByTheSameIdsEachTime() {
    YunheConfig config = YunheConfig.parse(Path.of(""), Path.of("yunhe.yaml"), "");
    AssetCatalog assets = AssetCatalog.load();

    Map<String, Map<String, Object>> zh =
        new SupersetBundle(assets, "zh", new LakeDatabase(config)).files();
    Map<String, Map<String, Object>> en =
        new SupersetBundle(assets, "en", new LakeDatabase(config)).files();

    Set<Object> ids = new HashSet<>();
    zh.forEach(
        (path, file) -> {
          assertThat(en.get(path).get("uuid")).as(path).isEqualTo(file.get("uuid"));
          assertThat(ids.add(file.get("uuid"))).as(path).isTrue();
        });
    assertThat(zh.get("dashboards/quality-live.yaml")).containsEntry("dashboard_title", "实时数据质量");
    assertThat(en.get("dashboards/quality-live.yaml"))
        .containsEntry("dashboard_title", "Quality live");
    assertThat(zh.get(LakeDatabase.FILE)).containsEntry("impersonate_user", true);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> position(AssetCatalog assets, String path) {
    YunheConfig config = YunheConfig.parse(Path.of(""), Path.of("yunhe.yaml"), "");
    return (Map<String, Object>)
        new SupersetBundle(assets, "en", new LakeDatabase(config))
            .files()
            .get(path)
            .get("position");
  }

  private static void assertRefused(String right, String wrong, String complaint) {
    String text = ModelResources.read(CHART);
    assertThat(text).contains(right);
    assertThatThrownBy(() -> with(CHART, text.replace(right, wrong)))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(CHART + ":")
        .hasMessageContaining(complaint);
  }

  private static AssetCatalog with(String file, String text) {
    return AssetCatalog.load(
        path -> path.equals(file) ? text : ModelResources.read(path),
        folder -> {
          List<String> files = new ArrayList<>(ModelResources.list(folder, ".yaml"));
          if (file.startsWith(folder + "/") && !files.contains(file)) {
            files.add(file);
          }
          return files;
        });
  }
}
