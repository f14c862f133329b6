package org.yunhe.models.contract;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.models.yaml.YamlNode;

/** Reads the {@code slaProperties} of a contract. */
final class ServiceLevelReader {
  private static final Set<ColumnType.Kind> TIMES =
      Set.of(ColumnType.Kind.TIMESTAMPTZ, ColumnType.Kind.DATE);

  private ServiceLevelReader() {}

  static ServiceLevel read(YamlNode root, List<ColumnContract> columns) {
    Map<String, YamlNode> promised = new LinkedHashMap<>();
    for (YamlNode item : root.get("slaProperties").items()) {
      YamlNode property = item.get("property");
      if (promised.put(property.text(), item) != null) {
        throw property.error("'" + property.text() + "' is promised twice", "keep one");
      }
    }
    YamlNode retention = promised.get("retention");
    if (retention == null) {
      throw root.get("slaProperties")
          .error("the retention is missing", "add 'retention' with a period such as P10Y");
    }
    return new ServiceLevel(
        period(retention.get("value")),
        freshness(promised.get("freshness"), columns),
        volume(promised.get("volume"), columns),
        promised.containsKey("latency") ? duration(promised.get("latency").get("value")) : null);
  }

  private static Freshness freshness(YamlNode node, List<ColumnContract> columns) {
    return node == null
        ? null
        : new Freshness(duration(node.get("value")), time(node.get("element"), columns));
  }

  private static Volume volume(YamlNode node, List<ColumnContract> columns) {
    if (node == null) {
      return null;
    }
    if (!node.text("unit", "").equals("percent")) {
      throw node.error("the volume is a deviation in percent", "write 'unit: percent'");
    }
    int percent = node.get("value").integer();
    if (percent <= 0) {
      throw node.get("value").error("a deviation is above 0", "write for instance 50");
    }
    return new Volume(
        percent, node.find("element").map(element -> time(element, columns)).orElse(null));
  }

  private static String time(YamlNode element, List<ColumnContract> columns) {
    boolean known =
        columns.stream()
            .anyMatch(
                column ->
                    column.name().equals(element.text()) && TIMES.contains(column.type().kind()));
    if (!known) {
      throw element.error(
          "'" + element.text() + "' is no time or date column of the table", "name one");
    }
    return element.text();
  }

  private static Period period(YamlNode node) {
    try {
      Period period = Period.parse(node.text());
      if (!period.isNegative() && !period.isZero()) {
        return period;
      }
    } catch (DateTimeException e) {
      throw node.error("'" + node.text() + "' is no period", "write for instance P10Y or P180D");
    }
    throw node.error("'" + node.text() + "' keeps nothing", "write for instance P10Y or P180D");
  }

  private static Duration duration(YamlNode node) {
    try {
      return Duration.parse(node.text());
    } catch (DateTimeException e) {
      throw node.error(
          "'" + node.text() + "' is no duration", "write for instance PT15M, PT1H or P1D");
    }
  }
}
