package org.yunhe.ingestion.fhir.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The settings of the file feed. */
final class FhirFileConfig extends AbstractConfig {
  private static final String FOLDER = "fhir.files.folder";
  private static final String REPORTS = "fhir.files.reports.folder";
  private static final String ENDPOINT = "fhir.files.s3.endpoint";
  private static final String REGION = "fhir.files.s3.region";
  private static final String ACCESS_KEY = "fhir.files.s3.access.key";
  private static final String SECRET_KEY = "fhir.files.s3.secret.key";
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
              new Place(),
              Importance.HIGH,
              "folder that files are dropped into, or s3://bucket/prefix; folders in it are read"
                  + " too")
          .define(
              ENDPOINT,
              Type.STRING,
              "",
              Importance.MEDIUM,
              "address of the object store; that of the region at Amazon where empty")
          .define(
              REGION,
              Type.STRING,
              "us-east-1",
              Importance.LOW,
              "region of the object store; most that are not Amazon's take any")
          .define(
              ACCESS_KEY,
              Type.STRING,
              "",
              Importance.MEDIUM,
              "access key of the object store; the machine's own credentials where empty")
          .define(SECRET_KEY, Type.PASSWORD, "", Importance.MEDIUM, "secret of the access key")
          .define(
              REPORTS,
              Type.STRING,
              "",
              Importance.MEDIUM,
              "folder of the reports; .yunhe-reports in the place of the files where empty")
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

  /** Where the files are, as the settings say it. */
  String place() {
    return getString(FOLDER);
  }

  /** Opens the place of the files. */
  FeedFolder folder() {
    return ObjectStore.named(place())
        ? ObjectStore.open(
            place(),
            getString(ENDPOINT),
            getString(REGION),
            getString(ACCESS_KEY),
            getPassword(SECRET_KEY).value())
        : new LocalFolder(Path.of(place()));
  }

  /** The folder of the reports, where it is another than that of the files. */
  Optional<Path> reports() {
    return Optional.of(getString(REPORTS)).filter(given -> !given.isEmpty()).map(Path::of);
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

  /** A folder, or a bucket of an object store with a prefix. */
  private static final class Place implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, Object value) {
      String place = String.valueOf(value);
      if (value == null || place.isBlank() || !ObjectStore.wellFormed(place)) {
        throw new ConfigException(name, value, "use a folder, or s3://bucket/prefix");
      }
    }

    @Override
    public String toString() {
      return "a folder, or s3://bucket/prefix";
    }
  }
}
