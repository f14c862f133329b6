package org.yunhe.ingestion.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.store.CopySink;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.SourceDatabase;
import org.yunhe.ingestion.simulator.store.Sources;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Fills the databases with history. Safe to repeat: what is completely loaded with the same
 * parameters stays, what is half loaded is made anew, what was loaded otherwise is an error.
 */
final class LoadCommand {

  private final SimulatorOptions options;
  private final PrintStream out;
  private final Instant start = Instant.now();

  LoadCommand(SimulatorOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void run() {
    List<SourceDatabase> all = new ArrayList<>();
    try {
      for (Sources.Source source : Sources.all()) {
        all.add(
            SourceDatabase.openOrCreate(options.server(source), source.name(), source.schema()));
      }
      Map<SourceDatabase, String> loaded = loaded(all);
      SimulationPlan plan = plan(loaded);
      List<SourceDatabase> missing = all.stream().filter(d -> loaded.get(d) == null).toList();
      if (missing.isEmpty()) {
        say("all databases are loaded already (%s)".formatted(plan.line()));
      } else {
        load(plan, missing);
      }
      all.forEach(this::summary);
    } finally {
      all.forEach(SourceDatabase::close);
    }
  }

  private static Map<SourceDatabase, String> loaded(List<SourceDatabase> databases) {
    Map<SourceDatabase, String> loaded = new LinkedHashMap<>();
    databases.forEach(database -> loaded.put(database, database.loaded()));
    return loaded;
  }

  /** The plan to load: that of the finished databases where no day was named. */
  private SimulationPlan plan(Map<SourceDatabase, String> loaded) {
    SimulationPlan plan = options.plan();
    for (Map.Entry<SourceDatabase, String> entry : loaded.entrySet()) {
      String line = entry.getValue();
      if (line != null && !options.asOfGiven()) {
        plan = plan.withAsOf(SimulationPlan.asOf(line));
      }
      if (line != null && !line.equals(plan.line())) {
        throw new YunheException(
            ErrorCode.BAD_CONFIG,
            "database %s holds another region (%s, not %s)"
                .formatted(entry.getKey().name(), line, plan.line()),
            "give the same parameters, or delete all data by './yunhe down --purge'");
      }
    }
    return plan;
  }

  private void load(SimulationPlan plan, List<SourceDatabase> databases) {
    for (SourceDatabase database : databases) {
      database.begin(plan.line(), ddl(database.name()), database.captured(options.secrets()));
      say("%s: tables and account are there".formatted(database.name()));
    }
    Ids ids = new Ids();
    CopySink sink = new CopySink(databases);
    try (TruthFiles truth = new TruthFiles(options.truth())) {
      FaultInjector faults = new FaultInjector(sink, truth, plan);
      RegionWriter writer = new RegionWriter(plan, faults, ids, truth);
      int step = Math.max(100, plan.residents() / 20);
      writer.write(
          number -> {
            if (number % step == 0 || number == plan.residents()) {
              say("%,d of %,d residents, %,d rows".formatted(number, plan.residents(), rows(sink)));
            }
          });
      sink.flush();
      for (SourceDatabase database : databases) {
        database.finish(ids.last());
      }
      truth.finish(writer.events());
      say("faults: " + truth.faultCounts());
    }
  }

  private static long rows(CopySink sink) {
    return sink.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  private void summary(SourceDatabase database) {
    Map<String, Long> counts = database.counts();
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    say("%s: %,d rows in %d tables %s".formatted(database.name(), total, counts.size(), counts));
  }

  private static String ddl(String source) {
    String file =
        Sources.all().stream()
            .filter(s -> s.name().equals(source))
            .map(Sources.Source::ddl)
            .findFirst()
            .orElseThrow();
    String path = "/region/schemas/" + file + ".sql";
    try (InputStream in = LoadCommand.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private void say(String line) {
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    out.printf("[%6.1f s] %s%n", seconds, line);
  }
}
