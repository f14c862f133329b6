package org.yunhe.dashboards.superset;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoConnection;

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
    return TrinoConnection.tls(config)
        ? Map.of(FILE, TrinoConnection.password(config, ACCOUNT))
        : Map.of();
  }

  /** Returns the address; the password in it is a mask, the real one comes beside the bundle. */
  private String uri() {
    String user = ACCOUNT + (TrinoConnection.tls(config) ? ":XXXXXXXXXX" : "");
    return config.trino().url().replaceFirst("^https?://", "trino://" + user + "@")
        + "/"
        + catalog();
  }

  private Map<String, Object> extra() {
    Map<String, Object> connect = new LinkedHashMap<>();
    connect.put("source", "superset");
    if (TrinoConnection.tls(config)) {
      connect.put("http_scheme", "https");
      if (Files.exists(config.trino().certificate())) {
        connect.put("verify", config.trino().certificate().toString());
      }
    }
    return SupersetBundle.of(
        "engine_params", Map.of("connect_args", connect), "allows_virtual_table_explore", true);
  }
}
