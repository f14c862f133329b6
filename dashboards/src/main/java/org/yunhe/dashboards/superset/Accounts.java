package org.yunhe.dashboards.superset;

import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoAccounts;

/** The accounts of people with their passwords: the same in Superset as in Trino. */
final class Accounts {
  private final YunheConfig config;

  Accounts(YunheConfig config) {
    this.config = config;
  }

  Map<String, String> passwords() {
    return new TrinoAccounts(config.trino().accounts(), config.trino().accounts()).read();
  }
}
