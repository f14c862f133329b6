package org.yunhe.ingestion.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.ingestion.simulator.store.Server;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The arguments of a command: {@code --name value} pairs.
 *
 * @param asOfGiven whether the day was named; if not, a finished load of any day counts as done
 * @param duration how long to live; null means until told to stop
 */
record SimulatorOptions(
    Server server,
    Path secrets,
    Path truth,
    SimulationPlan plan,
    boolean asOfGiven,
    double rate,
    Duration duration) {

  private static final Set<String> NAMES =
      Set.of(
          "--jdbc",
          "--user",
          "--password-file",
          "--secrets",
          "--residents",
          "--seed",
          "--as-of",
          "--years",
          "--fault-rate",
          "--truth",
          "--rate",
          "--for");

  static SimulatorOptions parse(List<String> arguments) {
    Map<String, String> values = pairs(arguments, NAMES);
    String asOf = values.get("--as-of");
    SimulationPlan plan =
        new SimulationPlan(
            (int) number(values, "--residents", 1000, 1, 1_000_000),
            (long) number(values, "--seed", 1, 0, Long.MAX_VALUE),
            asOf == null ? LocalDate.now(ZoneId.of("Asia/Shanghai")) : day(asOf),
            (int) number(values, "--years", 3, 1, 6),
            number(values, "--fault-rate", 0.005, 0, 1));
    String duration = values.get("--for");
    return new SimulatorOptions(
        server(values),
        Path.of(values.getOrDefault("--secrets", ".yunhe/secrets")),
        Path.of(values.getOrDefault("--truth", ".yunhe/truth")),
        plan,
        asOf != null,
        number(values, "--rate", 5, 0.01, 100_000),
        duration == null ? null : duration(duration));
  }

  /** Reads {@code --name value} pairs and refuses names that are not known. */
  static Map<String, String> pairs(List<String> arguments, Set<String> names) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!names.contains(name)) {
        throw wrong("there is no option " + name);
      }
      if (i + 1 == arguments.size()) {
        throw wrong(name + " needs a value");
      }
      values.put(name, arguments.get(i + 1));
    }
    return values;
  }

  private static Server server(Map<String, String> values) {
    String jdbc = required(values, "--jdbc");
    if (!jdbc.startsWith("jdbc:postgresql://")) {
      throw wrong("--jdbc must begin with jdbc:postgresql://");
    }
    return new Server(
        jdbc.endsWith("/") ? jdbc : jdbc + "/",
        values.getOrDefault("--user", "postgres"),
        Secrets.read(Path.of(required(values, "--password-file"))));
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw wrong(name + " is missing");
    }
    return value;
  }

  private static double number(
      Map<String, String> values, String name, double other, double low, double high) {
    String text = values.get(name);
    if (text == null) {
      return other;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(name + " is not a number: " + text);
    }
    throw wrong("%s must be from %s to %s, not %s".formatted(name, low, high, text));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw wrong("--as-of is no date like 2026-01-31: " + text);
    }
  }

  private static Duration duration(String text) {
    try {
      return text.startsWith("P") ? Duration.parse(text) : Duration.parse("PT" + text);
    } catch (java.time.format.DateTimeParseException e) {
      throw wrong("--for is no duration like 30s or 5m: " + text);
    }
  }

  private static YunheException wrong(String message) {
    return new YunheException(
        ErrorCode.BAD_CONFIG, message, "see docs/simulator.md for the options");
  }
}
