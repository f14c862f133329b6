package org.yunhe.models.care;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** Reads the custom property {@code care} of a contract; what it leaves out is the layer's. */
public final class CareReader {
  private static final String PROPERTY = "care";
  private static final String TIME_COLUMN = "timeColumn";
  private static final Pattern DAYS = Pattern.compile("(?:day|month)\\((\\w+)\\)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)(KB|MB|GB)");
  private static final long KIB = 1024;

  private CareReader() {}

  /** Returns the targets of a table whose contract is a file of the models. */
  public static CareTargets read(TableContract table) {
    return parse(table, ModelResources.read(table.file()));
  }

  /** Returns the targets that {@code text}, the contract of {@code table}, declares. */
  public static CareTargets parse(TableContract table, String text) {
    CareTargets layer = CareTargets.ofLayer(table.layer());
    return care(table, text).map(care -> targets(table, care, layer)).orElse(layer);
  }

  /** Returns the column that tells how old a row is, for tables whose rows have an age. */
  public static Optional<String> timeColumn(TableContract table) {
    Optional<String> declared =
        care(table, ModelResources.read(table.file()))
            .flatMap(care -> care.find(TIME_COLUMN))
            .map(YamlNode::text);
    return declared.isPresent()
        ? declared
        : table.partitioning().stream()
            .map(DAYS::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .findFirst();
  }

  private static Optional<YamlNode> care(TableContract table, String text) {
    return YamlNode.parse(table.file(), text, ErrorCode.BAD_MODEL)
        .get("schema")
        .items()
        .get(0)
        .find("customProperties")
        .flatMap(
            list ->
                list.items().stream()
                    .filter(item -> item.get("property").text().equals(PROPERTY))
                    .findFirst())
        .map(item -> item.get("value"));
  }

  private static CareTargets targets(TableContract table, YamlNode care, CareTargets layer) {
    care.onlyKeys(
        "targetFileSize",
        "maxSmallFiles",
        "maxDeleteFiles",
        "maxDeleteRatio",
        "maxManifests",
        "maxSnapshots",
        "maxSnapshotAge",
        "minSnapshotAge",
        "orphanAge",
        "order",
        TIME_COLUMN);
    care.find(TIME_COLUMN).ifPresent(column -> checkColumn(table, column));
    care.find("order").ifPresent(order -> checkOrder(table, order));
    List<String> order = care.texts("order");
    return new CareTargets(
        number(care, "targetFileSize", layer.fileBytes(), CareReader::bytes),
        care.integer("maxSmallFiles", layer.smallFiles()),
        care.integer("maxDeleteFiles", layer.deleteFiles()),
        care.find("maxDeleteRatio").map(CareReader::ratio).orElse(layer.deleteRatio()),
        care.integer("maxManifests", layer.manifests()),
        care.integer("maxSnapshots", layer.snapshots()),
        duration(care, "maxSnapshotAge", layer.snapshotAge()),
        duration(care, "minSnapshotAge", layer.readers()),
        duration(care, "orphanAge", layer.orphanAge()),
        order.isEmpty() ? layer.order() : order);
  }

  private static void checkOrder(TableContract table, YamlNode order) {
    order.items().forEach(column -> checkColumn(table, column));
  }

  private static void checkColumn(TableContract table, YamlNode column) {
    if (table.column(column.text()).isEmpty()) {
      throw column.error("'" + column.text() + "' is no column", "name one of the table's");
    }
  }

  private static long number(
      YamlNode care, String key, long fallback, ToLongFunction<YamlNode> read) {
    Optional<YamlNode> value = care.find(key);
    return value.isPresent() ? read.applyAsLong(value.get()) : fallback;
  }

  private static long bytes(YamlNode size) {
    Matcher matcher = SIZE.matcher(size.text());
    if (!matcher.matches()) {
      throw size.error("'" + size.text() + "' is no size", "write for instance 128MB");
    }
    long unit =
        switch (matcher.group(2)) {
          case "KB" -> KIB;
          case "MB" -> KIB * KIB;
          default -> KIB * KIB * KIB;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }

  private static double ratio(YamlNode ratio) {
    try {
      double value = Double.parseDouble(ratio.text());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw ratio.error("'" + ratio.text() + "' is no number", "write for instance 0.1");
    }
    throw ratio.error("'" + ratio.text() + "' is no share", "write a number from 0 to 1");
  }

  private static Duration duration(YamlNode care, String key, Duration fallback) {
    return care.find(key)
        .map(
            value -> {
              try {
                return Duration.parse(value.text());
              } catch (DateTimeParseException e) {
                throw value.error(
                    "'" + value.text() + "' is no duration", "write for instance P7D or PT12H");
              }
            })
        .orElse(fallback);
  }
}
