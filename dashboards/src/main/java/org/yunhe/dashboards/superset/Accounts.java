package org.yunhe.dashboards.superset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;

/** The accounts of people with their passwords: the same in Superset as in Trino. */
final class Accounts {
  private final YunheConfig config;

  Accounts(YunheConfig config) {
    this.config = config;
  }

  Map<String, String> passwords() {
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String account : List.of("analyst", "steward")) {
      passwords.put(account, Secrets.readOrCreate(config.secret("superset-" + account)));
    }
    return passwords;
  }
}
