package org.yunhe.ingestion.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yunhe.ingestion.simulator.store.Arguments;
import org.yunhe.ingestion.simulator.store.Server;
import org.yunhe.ingestion.simulator.store.Sources;

/**
 * The options of {@code load} and {@code live}.
 *
 * @param mariaDb server of the sources that run on MariaDB where there is one
 * @param asOfGiven whether the day was named; if not, a finished load of any day counts as done
 * @param rate row changes a second
 * @param duration how long to live; null means until told to stop
 */
record SimulatorOptions(
    Server server,
    Optional<Server> mariaDb,
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
          "--mariadb-jdbc",
          "--mariadb-user",
          "--mariadb-password-file",
          "--secrets",
          "--residents",
          "--seed",
          "--as-of",
          "--years",
          "--fault-rate",
          "--truth",
          "--rate",
          "--for");

  /** The server that the database of a source is on. */
  Server server(Sources.Source source) {
    return source.onMariaDb() ? mariaDb.orElse(server) : server;
  }

  static SimulatorOptions parse(List<String> list) {
    Arguments arguments = new Arguments(list, NAMES);
    String asOf = arguments.get("--as-of");
    SimulationPlan plan =
        new SimulationPlan(
            (int) arguments.number("--residents", 1000, 1, 1_000_000),
            (long) arguments.number("--seed", 1, 0, 1e15),
            asOf == null ? LocalDate.now(ZoneId.of("Asia/Shanghai")) : day(asOf),
            (int) arguments.number("--years", 3, 1, 6),
            arguments.number("--fault-rate", 0.005, 0, 1));
    String duration = arguments.get("--for");
    return new SimulatorOptions(
        arguments.server(),
        arguments.server("--mariadb-"),
        arguments.path("--secrets", ".yunhe/secrets"),
        arguments.path("--truth", ".yunhe/truth"),
        plan,
        asOf != null,
        arguments.number("--rate", 5, 0, 100_000),
        duration == null ? null : duration(duration));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Arguments.wrong("--as-of is no date like 2026-01-31: " + text);
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text.startsWith("P") ? text : "PT" + text);
    } catch (DateTimeParseException e) {
      throw Arguments.wrong("--for is no duration like 30s or 5m: " + text);
    }
  }
}
