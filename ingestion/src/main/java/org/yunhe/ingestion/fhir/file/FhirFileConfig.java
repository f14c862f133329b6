package org.yunhe.ingestion.fhir.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings of the file feed. */
final class FhirFileConfig extends AbstractConfig {
  private static final String FOLDER = "fhir.files.folder";
  private static final String REPORTS = "fhir.files.reports.folder";
  private static final String INTERVAL = "fhir.files.poll.interval.ms";
  private static final String SETTLE = "fhir.files.settle.ms";
  private static final String BATCH = "fhir.files.batch.size";
  private static final String TASK = "fhir.files.task";
  private static final String TASKS = "fhir.files.tasks";

  static final ConfigDef SETTINGS =
      new ConfigDef()
          .define(
              FOLDER,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new NonEmptyString(),
              Importance.HIGH,
              "folder that files are dropped into; folders in it are read too")
          .define(
              REPORTS,
              Type.STRING,
              "",
              Importance.MEDIUM,
              "folder of the reports; .yunhe-reports in the folder of the files where empty")
          .define(
              INTERVAL,
              Type.LONG,
              1000L,
              Range.atLeast(10),
              Importance.LOW,
              "how often the folder is looked at, ms")
          .define(
              SETTLE,
              Type.LONG,
              2000L,
              Range.atLeast(0),
              Importance.MEDIUM,
              "how long size and time of a file must stand still before it is read, ms")
          .define(
              BATCH,
              Type.INT,
              2000,
              Range.between(1, 100_000),
              Importance.LOW,
              "most records handed to Connect at once")
          .defineInternal(TASK, Type.INT, 0, Importance.LOW)
          .defineInternal(TASKS, Type.INT, 1, Importance.LOW);

  FhirFileConfig(Map<String, String> settings) {
    super(SETTINGS, settings);
  }

  /** The settings of one of several tasks. */
  static Map<String, String> forTask(Map<String, String> settings, int task, int tasks) {
    Map<String, String> own = new java.util.HashMap<>(settings);
    own.put(TASK, String.valueOf(task));
    own.put(TASKS, String.valueOf(tasks));
    return own;
  }

  /** The source's name, which is the connector's. */
  String source() {
    return originalsStrings().get("name");
  }

  Path folder() {
    return Path.of(getString(FOLDER));
  }

  Path reports() {
    String given = getString(REPORTS);
    return given.isEmpty() ? folder().resolve(".yunhe-reports") : Path.of(given);
  }

  Duration interval() {
    return Duration.ofMillis(getLong(INTERVAL));
  }

  Duration settle() {
    return Duration.ofMillis(getLong(SETTLE));
  }

  int batch() {
    return getInt(BATCH);
  }

  /** Whether the file of that name is this task's. */
  boolean own(String name) {
    return Math.floorMod(name.hashCode(), getInt(TASKS)) == getInt(TASK);
  }
}
