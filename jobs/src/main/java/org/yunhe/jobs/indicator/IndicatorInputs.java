package org.yunhe.jobs.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.indicator.Indicator;

/** What an indicator was computed from: its definition and the snapshots of the tables it reads. */
final class IndicatorInputs {
  private static final List<String> ALWAYS = List.of("core.encounter", "core.organization");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> snapshots = new TreeMap<>();

  IndicatorInputs(Lake lake, List<Indicator> indicators) {
    TreeSet<String> tables = new TreeSet<>(ALWAYS);
    indicators.forEach(indicator -> tables.addAll(indicator.tables()));
    tables.forEach(table -> snapshots.put(table, Objects.toString(lake.snapshotId(table), "none")));
  }

  /** Returns the snapshot of each table that {@code indicator} reads, as a JSON object. */
  String snapshots(Indicator indicator) {
    Map<String, String> own = new TreeMap<>();
    ALWAYS.forEach(table -> own.put(table, snapshots.get(table)));
    indicator.tables().forEach(table -> own.put(table, snapshots.get(table)));
    try {
      return JSON.writeValueAsString(own);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what {@code indicator} depends on, in one text. */
  String state(Indicator indicator) {
    return indicator.fingerprint() + " " + snapshots(indicator);
  }

  /** Returns the indicators that {@code last}, a map of code to state, does not cover. */
  List<Indicator> stale(List<Indicator> indicators, JsonNode last) {
    return indicators.stream()
        .filter(indicator -> !last.path(indicator.code()).asText().equals(state(indicator)))
        .toList();
  }
}
