package org.yunhe.ingestion.fhir.pull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The settings of a source that is pulled from a FHIR server. */
public final class FhirSourceConfig extends AbstractConfig {
  private static final String URL = "fhir.url";
  private static final String TYPES = "fhir.types";
  private static final String AUTH = "fhir.auth";
  private static final String USER = "fhir.user";
  private static final String PASSWORD = "fhir.password";
  private static final String TOKEN_URL = "fhir.token.url";
  private static final String CLIENT_ID = "fhir.client.id";
  private static final String CLIENT_SECRET = "fhir.client.secret";
  private static final String SCOPE = "fhir.scope";
  private static final String FIRST_LOAD = "fhir.first.load";
  private static final String DELETES = "fhir.deletes";
  private static final String PAGE = "fhir.page.size";
  private static final String INTERVAL = "fhir.poll.interval.ms";
  private static final String OVERLAP = "fhir.overlap.ms";
  private static final String RECONCILE = "fhir.reconcile.interval.ms";
  private static final String IDS = "fhir.reconcile.folder";
  private static final String RATE = "fhir.requests.per.second";
  private static final String PATIENCE = "fhir.request.timeout.ms";
  private static final String BACKOFF = "fhir.retry.max.ms";
  private static final String TASKS = "fhir.tasks";

  /** Every setting with its meaning. */
  public static final ConfigDef SETTINGS =
      access(
          new ConfigDef()
              .define(URL, Type.STRING, Importance.HIGH, "base address of the FHIR R4 server")
              .define(TYPES, Type.LIST, Importance.HIGH, "resource types to pull")
              .define(
                  FIRST_LOAD,
                  Type.STRING,
                  "auto",
                  ValidString.in("auto", "export", "search"),
                  Importance.MEDIUM,
                  "how everything is read once: by Bulk Data export, by pages, or by export where"
                      + " the server offers it")
              .define(
                  DELETES,
                  Type.STRING,
                  "auto",
                  ValidString.in("auto", "history", "reconcile", "none"),
                  Importance.MEDIUM,
                  "how deletions are found: by the history of a type, by comparing ids, or by"
                      + " history where the server has it")
              .define(
                  PAGE, Type.INT, 200, Range.between(1, 10_000), Importance.LOW, "resources a page")
              .define(
                  INTERVAL,
                  Type.LONG,
                  5000L,
                  Range.atLeast(10),
                  Importance.MEDIUM,
                  "how often the server is asked for what is new, ms")
              .define(
                  OVERLAP,
                  Type.LONG,
                  60_000L,
                  Range.atLeast(0),
                  Importance.MEDIUM,
                  "how late a change may become visible after its lastUpdated, ms")
              .define(
                  RECONCILE,
                  Type.LONG,
                  3_600_000L,
                  Range.atLeast(100),
                  Importance.LOW,
                  "how often ids are compared, ms")
              .define(
                  IDS,
                  Type.STRING,
                  "state/fhir",
                  Importance.LOW,
                  "folder that keeps the ids to compare; shared by the workers of a cluster")
              .define(
                  RATE,
                  Type.DOUBLE,
                  20.0,
                  Range.atLeast(0.01),
                  Importance.MEDIUM,
                  "most requests a second, all tasks together")
              .define(
                  PATIENCE,
                  Type.LONG,
                  60_000L,
                  Range.atLeast(100),
                  Importance.LOW,
                  "how long an answer may take, ms")
              .define(
                  BACKOFF,
                  Type.LONG,
                  30_000L,
                  Range.atLeast(100),
                  Importance.LOW,
                  "longest pause before a request is tried again, ms")
              .defineInternal(TASKS, Type.INT, 1, Importance.LOW));

  /** Reads the settings; what is missing or wrong is a ConfigException that names it. */
  public FhirSourceConfig(Map<String, String> settings) {
    super(SETTINGS, settings);
  }

  private static ConfigDef access(ConfigDef settings) {
    return settings
        .define(
            AUTH,
            Type.STRING,
            "none",
            ValidString.in("none", "basic", "oauth2"),
            Importance.HIGH,
            "how the server is logged in to")
        .define(USER, Type.STRING, "", Importance.MEDIUM, "user, for basic")
        .define(PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "password, for basic")
        .define(TOKEN_URL, Type.STRING, "", Importance.MEDIUM, "address of tokens, for oauth2")
        .define(CLIENT_ID, Type.STRING, "", Importance.MEDIUM, "client id, for oauth2")
        .define(CLIENT_SECRET, Type.PASSWORD, "", Importance.MEDIUM, "client secret, for oauth2")
        .define(SCOPE, Type.STRING, "system/*.read", Importance.LOW, "scope, for oauth2");
  }

  /** Returns the settings of a task that pulls {@code types}, one of {@code tasks}. */
  public static Map<String, String> forTask(
      Map<String, String> settings, List<String> types, int tasks) {
    Map<String, String> own = new HashMap<>(settings);
    own.put(TYPES, String.join(",", types));
    own.put(TASKS, String.valueOf(tasks));
    return own;
  }

  /** Returns the resource types to pull. */
  public List<String> types() {
    return getList(TYPES);
  }

  String source() {
    return originalsStrings().get("name");
  }

  /** The base address, without a slash at its end. */
  String url() {
    return getString(URL).replaceFirst("/+$", "");
  }

  String auth() {
    return getString(AUTH);
  }

  String user() {
    return getString(USER);
  }

  String password() {
    return getPassword(PASSWORD).value();
  }

  URI tokenUrl() {
    return URI.create(getString(TOKEN_URL));
  }

  String clientId() {
    return getString(CLIENT_ID);
  }

  String clientSecret() {
    return getPassword(CLIENT_SECRET).value();
  }

  String scope() {
    return getString(SCOPE);
  }

  String firstLoad() {
    return getString(FIRST_LOAD);
  }

  String deletes() {
    return getString(DELETES);
  }

  int pageSize() {
    return getInt(PAGE);
  }

  Duration interval() {
    return Duration.ofMillis(getLong(INTERVAL));
  }

  Duration overlap() {
    return Duration.ofMillis(getLong(OVERLAP));
  }

  Duration reconcileInterval() {
    return Duration.ofMillis(getLong(RECONCILE));
  }

  Path reconcileFolder() {
    return Path.of(getString(IDS));
  }

  /** The time between two requests of one task. */
  Duration spacing() {
    return Duration.ofNanos((long) (1e9 * getInt(TASKS) / getDouble(RATE)));
  }

  Duration patience() {
    return Duration.ofMillis(getLong(PATIENCE));
  }

  Duration longestPause() {
    return Duration.ofMillis(getLong(BACKOFF));
  }
}
