package org.yunhe.streaming.bench;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * From the commit in a hospital's database to the end of the first Trino query that returns the
 * row, with the whole platform running.
 */
final class VisibilityDelay {
  private static final Duration OVERLAP = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NEW_ROWS =
      """
      SELECT source_table, "offset", source_ts
      FROM raw.change
      WHERE source = 'bench_delay' AND ingested_at > ?
      """;

  private final YunheConfig config;
  private final BenchOptions options;
  private final Instant started = Instant.now();
  private final Set<String> seen = new HashSet<>();

  VisibilityDelay(YunheConfig config, BenchOptions options) {
    this.config = config;
    this.options = options;
  }

  Delays measure() throws Exception {
    try (Connection trino = trino();
        ScratchHospital hospital = ScratchHospital.open(config, options.topics())) {
      hospital.change(options.topics());
      awaitAll(trino, hospital.changes(), started, new Delays());
      Delays delays = new Delays();
      Thread load = Thread.ofPlatform().start(() -> change(hospital));
      while (load.isAlive()) {
        look(trino, recently(), delays);
      }
      awaitAll(trino, hospital.changes(), recently(), delays);
      return delays;
    }
  }

  /** Since when a row may have landed that has not been seen; never before this run. */
  private Instant recently() {
    Instant recently = Instant.now().minus(OVERLAP);
    return recently.isBefore(started) ? started : recently;
  }

  private void change(ScratchHospital hospital) {
    try {
      int perTick = Ticker.perTick(options.rate());
      Ticker.run(Duration.ofSeconds(options.seconds()), () -> hospital.change(perTick));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitAll(Connection trino, long rows, Instant since, Delays delays)
      throws SQLException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (seen.size() < rows) {
      look(trino, since, delays);
      if (Instant.now().isAfter(deadline)) {
        throw new YunheException(
            ErrorCode.JOB_FAILED,
            "only " + seen.size() + " of " + rows + " changes can be seen",
            "./yunhe status");
      }
    }
  }

  private void look(Connection trino, Instant since, Delays delays) throws SQLException {
    try (PreparedStatement query = trino.prepareStatement(NEW_ROWS)) {
      query.setTimestamp(1, Timestamp.from(since));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (seen.add(rows.getString(1) + "@" + rows.getLong(2))) {
            delays.add(System.currentTimeMillis() - rows.getTimestamp(3).getTime());
          }
        }
      }
    }
  }

  /** Trino's driver lies on the peer's class path, for no job needs it. */
  private Connection trino()
      throws SQLException, IOException, InterruptedException, ReflectiveOperationException {
    Path jar =
        Arrays.stream(PeerSink.classpath(config.root()).split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.getFileName().toString().startsWith("trino-jdbc"))
            .findFirst()
            .orElseThrow();
    ClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
    Driver driver =
        (Driver) loader.loadClass("io.trino.jdbc.TrinoDriver").getConstructor().newInstance();
    TrinoConnection trino = TrinoConnection.of(config, TrinoConnection.PLATFORM);
    return driver.connect(trino.url(), trino.properties());
  }
}
