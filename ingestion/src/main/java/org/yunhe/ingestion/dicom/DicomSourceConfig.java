package org.yunhe.ingestion.dicom;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The settings of the connector; docs/dicom.md tells what to choose. */
final class DicomSourceConfig extends AbstractConfig {
  private static final String TAG = "[0-9A-Fa-f]{8}";

  DicomSourceConfig(Map<String, String> settings) {
    super(definition(), settings);
  }

  static ConfigDef definition() {
    ConfigDef settings = new ConfigDef();
    archive(settings);
    sweeps(settings);
    attributes(settings);
    return settings;
  }

  private static void archive(ConfigDef settings) {
    settings
        .define("source", Type.STRING, Importance.HIGH, "Name of the source, as in sources/*.yaml.")
        .define("dicomweb.url", Type.STRING, Importance.HIGH, "Root of QIDO-RS and WADO-RS.")
        .define(
            "auth.type",
            Type.STRING,
            "none",
            ValidString.in("none", "basic", "bearer"),
            Importance.HIGH,
            "How the connector says who it is.")
        .define("auth.user", Type.STRING, "", Importance.MEDIUM, "User of basic authentication.")
        .define("auth.password", Type.PASSWORD, "", Importance.MEDIUM, "Its password.")
        .define("auth.token", Type.PASSWORD, "", Importance.MEDIUM, "Token of bearer.")
        .define(
            "request.timeout.ms",
            Type.LONG,
            30_000L,
            Range.atLeast(100),
            Importance.LOW,
            "How long an answer may take to begin.")
        .define(
            "retry.backoff.max.ms",
            Type.LONG,
            30_000L,
            Range.atLeast(500),
            Importance.LOW,
            "Longest pause between two tries where the archive is down.");
  }

  private static void sweeps(ConfigDef settings) {
    settings
        .define(
            "timezone", Type.STRING, "UTC", Importance.MEDIUM, "Time zone of the archive's dates.")
        .define(
            "recent.days",
            Type.INT,
            2,
            Range.atLeast(0),
            Importance.MEDIUM,
            "How many days before today the quick sweep covers, by StudyDate.")
        .define(
            "poll.interval.ms",
            Type.LONG,
            5_000L,
            Range.atLeast(100),
            Importance.MEDIUM,
            "Between two sweeps over recent studies.")
        .define(
            "sweep.interval.ms",
            Type.LONG,
            20_000L,
            Range.atLeast(100),
            Importance.MEDIUM,
            "Between two sweeps over everything.")
        .define(
            "sweep.pause.ms",
            Type.LONG,
            200L,
            Range.atLeast(0),
            Importance.LOW,
            "Pause after each page of a sweep over everything.")
        .define(
            "page.size",
            Type.INT,
            200,
            Range.between(1, 10_000),
            Importance.LOW,
            "How many objects are asked for at once.");
  }

  private static void attributes(ConfigDef settings) {
    settings
        .define(
            "levels",
            Type.LIST,
            "study,series",
            Importance.MEDIUM,
            "study,series or study,series,instance.")
        .define(
            "study.includefield",
            Type.LIST,
            "StudyDescription,InstitutionName,RequestedProcedureDescription",
            Importance.LOW,
            "What QIDO-RS shall give of a study beside what it must.")
        .define(
            "last.update.attribute",
            Type.STRING,
            "",
            Importance.MEDIUM,
            "Tag in which the archive tells when a study was changed last, if it has one.")
        .define(
            "series.attributes",
            Type.LIST,
            "",
            Importance.LOW,
            "Tags that a series record keeps beside those of docs/dicom.md.")
        .define("private.keep", Type.LIST, "", Importance.LOW, "Private tags that are let through.")
        .define("attributes.drop", Type.LIST, "", Importance.LOW, "Tags that are left out.");
  }

  String source() {
    return getString("source");
  }

  DicomWebClient client() {
    return new DicomWebClient(
        getString("dicomweb.url"), credentials(), millis("request.timeout.ms"));
  }

  private Credentials credentials() {
    return switch (getString("auth.type")) {
      case "basic" -> Credentials.basic(getString("auth.user"), secret("auth.password"));
      case "bearer" -> Credentials.bearer(secret("auth.token"));
      default -> Credentials.none();
    };
  }

  private String secret(String name) {
    return getPassword(name).value();
  }

  Duration longestPause() {
    return millis("retry.backoff.max.ms");
  }

  Schedule.Pace pace() {
    return new Schedule.Pace(
        millis("poll.interval.ms"),
        millis("sweep.interval.ms"),
        millis("sweep.pause.ms"),
        getInt("recent.days"));
  }

  ZoneId zone() {
    try {
      return ZoneId.of(getString("timezone"));
    } catch (DateTimeException e) {
      throw new ConfigException(
          "timezone", getString("timezone"), "no time zone; name one of IANA");
    }
  }

  LastUpdate lastUpdate() {
    return new LastUpdate(lastUpdateTag());
  }

  private String lastUpdateTag() {
    String tag = getString("last.update.attribute");
    if (!tag.isEmpty() && !tag.matches(TAG)) {
      throw new ConfigException("last.update.attribute", tag, "a tag, as 00181030");
    }
    return tag.toUpperCase(Locale.ROOT);
  }

  private Duration millis(String name) {
    return Duration.ofMillis(getLong(name));
  }

  int pageSize() {
    return getInt("page.size");
  }

  boolean withInstances() {
    List<String> levels = getList("levels");
    if (!Set.of("study", "series", "instance").containsAll(levels)
        || !levels.containsAll(List.of("study", "series"))) {
      throw new ConfigException("levels", levels, "study,series or study,series,instance");
    }
    return levels.contains("instance");
  }

  String includeFields() {
    StringBuilder query = new StringBuilder();
    List<String> fields = new ArrayList<>(getList("study.includefield"));
    if (!lastUpdateTag().isEmpty()) {
      fields.add(lastUpdateTag());
    }
    for (String field : fields) {
      if (!field.matches("[A-Za-z0-9]+")) {
        throw new ConfigException("study.includefield", field, "a keyword or a tag");
      }
      query.append("includefield=").append(field).append('&');
    }
    return query.toString();
  }

  List<String> seriesTags() {
    return Stream.concat(Tag.SERIES.stream(), tags("series.attributes").stream()).toList();
  }

  AttributeFilter filter() {
    Set<String> kept = tags("private.keep");
    kept.add(lastUpdateTag());
    return new AttributeFilter(tags("attributes.drop"), kept);
  }

  private Set<String> tags(String name) {
    Set<String> tags = new HashSet<>();
    for (String tag : getList(name)) {
      if (!tag.matches(TAG)) {
        throw new ConfigException(name, tag, "a tag is eight hexadecimal digits, as 00181030");
      }
      tags.add(tag.toUpperCase(Locale.ROOT));
    }
    return tags;
  }
}
