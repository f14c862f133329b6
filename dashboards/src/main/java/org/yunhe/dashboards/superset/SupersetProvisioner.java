package org.yunhe.dashboards.superset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.YunheException;

/** Furnishes a running Superset from the files, by its REST API; repeatable. */
public final class SupersetProvisioner {
  private final YunheConfig config;

  private SupersetProvisioner(YunheConfig config) {
    this.config = config;
  }

  private String provision() {
    AssetCatalog assets = AssetCatalog.load();
    SupersetClient superset =
        new SupersetClient(
            config.superset().url(), SupersetServer.ADMIN, SupersetServer.adminPassword(config));
    LakeDatabase database = new LakeDatabase(config);
    superset.upload(
        "/api/v1/assets/import/",
        "bundle",
        new SupersetBundle(assets, config.language(), database).zip(),
        Map.of("passwords", SupersetBundle.json(database.passwords())));
    People people = new People(superset);
    Map<String, Integer> roles = people.roles(assets.roles(), databaseId(superset));
    int accounts = people.accounts(new Accounts(config).passwords(), assets.roles(), roles);
    for (DashboardAsset dashboard : assets.dashboards().values()) {
      List<Integer> allowed = dashboard.roles().stream().map(roles::get).toList();
      superset.put(
          "/api/v1/dashboard/" + dashboardId(superset, dashboard.name()), Map.of("roles", allowed));
    }
    return "%d dashboards, %d charts, %d accounts"
        .formatted(assets.dashboards().size(), assets.charts().size(), accounts);
  }

  private static int databaseId(SupersetClient superset) {
    for (JsonNode item : superset.get("/api/v1/database/", "(page_size:100)").path("result")) {
      if (item.path("uuid").asText().equals(LakeDatabase.UUID)) {
        return item.path("id").asInt();
      }
    }
    throw new IllegalStateException("Superset has not imported the lake");
  }

  private static int dashboardId(SupersetClient superset, String name) {
    return superset.get("/api/v1/dashboard/" + name).path("result").path("id").asInt();
  }

  /** Furnishes the Superset of the settings, and says with what. */
  public static void main(String[] args) {
    try {
      System.out.println(new SupersetProvisioner(YunheConfig.load()).provision());
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }
}
