package org.yunhe.dashboards.superset;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;

/**
 * Trino as Superset's database: Superset signs in as its own account and names the person who
 * looks, so Trino answers, masks and refuses as it would that person.
 */
final class LakeDatabase {
  /** Path of its file in a bundle. */
  static final String FILE = "databases/lake.yaml";

  static final String UUID = SupersetBundle.uuid("database", "lake");

  /** The account that Superset signs in with; it may impersonate and nothing else. */
  static final String ACCOUNT = "superset";

  private final YunheConfig config;

  LakeDatabase(YunheConfig config) {
    this.config = config;
  }

  /** Returns the catalog of the lake in Trino. */
  String catalog() {
    return config.lake().catalog();
  }

  /** Returns the database's file of a bundle; it holds no password. */
  Map<String, Object> asset() {
    return SupersetBundle.of(
        "database_name", catalog(),
        "sqlalchemy_uri", uri(),
        "impersonate_user", true,
        "expose_in_sqllab", true,
        "allow_run_async", false,
        "allow_ctas", false,
        "allow_cvas", false,
        "allow_dml", false,
        "allow_file_upload", false,
        "cache_timeout", 0,
        "extra", extra(),
        "uuid", UUID,
        "is_managed_externally", true,
        "version", "1.0.0");
  }

  /** Returns the passwords that a bundle leaves out, by its files. */
  Map<String, String> passwords() {
    return Map.of();
  }

  private String uri() {
    return config.trino().url().replaceFirst("^https?://", "trino://" + ACCOUNT + "@")
        + "/"
        + catalog();
  }

  private Map<String, Object> extra() {
    Map<String, Object> connect = new LinkedHashMap<>();
    connect.put("source", "superset");
    return SupersetBundle.of(
        "engine_params", Map.of("connect_args", connect),
        "allows_virtual_table_explore", true,
        "disable_data_preview", false);
  }
}
