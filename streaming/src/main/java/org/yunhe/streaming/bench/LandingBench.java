package org.yunhe.streaming.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.YunheException;
import org.yunhe.streaming.bench.Throughput.Run;

/**
 * {@code ./yunhe bench landing}: rows a second from Kafka to committed Iceberg beside Apache
 * Iceberg's own Kafka Connect sink on the same topics, rounds of both in turn, and the delay of a
 * trickle.
 */
public final class LandingBench {
  private final BenchOptions options;

  private LandingBench(BenchOptions options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("log4j2.configurationFile", "log4j2-bench.properties");
    try {
      new LandingBench(BenchOptions.parse(args)).run();
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  private void run() throws Exception {
    YunheConfig platform = YunheConfig.load();
    if (!options.sizes().isEmpty()) {
      throughput();
    }
    if (options.seconds() > 0) {
      System.out.println(options.platform() ? visibilityDelay(platform) : commitDelay());
    }
  }

  private String visibilityDelay(YunheConfig platform) throws Exception {
    return new VisibilityDelay(platform, options)
        .measure()
        .line("from the source's commit to a Trino query that returns the row");
  }

  private String commitDelay() throws Exception {
    try (Sandbox sandbox =
        Sandbox.start(
            options.interval(), options.parallelism(), options.memory(), options.encrypted())) {
      return new CommitDelay(sandbox, options)
          .measure()
          .line("from the source's commit to the commit in the lake");
    }
  }

  private void throughput() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d topics, commit every %s, heap %d MiB each, parallelism %d, peer tasks %d, %d rounds%n",
        options.topics(),
        options.interval(),
        options.memory(),
        options.parallelism(),
        options.tasks(),
        options.rounds());
    List<String> table = new ArrayList<>();
    for (long rows : options.sizes()) {
      table.add(throughput(rows));
    }
    System.out.println(
        "| rows | bytes each | landing rows/s | peer rows/s | ratio | landing CPU µs/row | peer | ratio |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    table.forEach(System.out::println);
  }

  private String throughput(long rows) throws Exception {
    try (Sandbox sandbox =
        Sandbox.start(
            options.interval(), options.parallelism(), options.memory(), options.encrypted())) {
      long bytes;
      try (Changes changes = new Changes(sandbox.config().kafka().bootstrap(), options.topics())) {
        changes.send(rows, System.currentTimeMillis());
        bytes = changes.averageBytes();
      }
      Throughput throughput = new Throughput(sandbox, rows, options.memory());
      List<Run> landing = new ArrayList<>();
      List<Run> peer = new ArrayList<>();
      for (int round = 1; round <= options.rounds(); round++) {
        landing.add(note(round, "landing", rows, throughput.landing()));
        if (options.tasks() > 0) {
          peer.add(note(round, "peer", rows, throughput.peer(options.tasks())));
        }
      }
      return line(rows, bytes, landing, peer);
    }
  }

  private static String line(long rows, long bytes, List<Run> landing, List<Run> peer) {
    double ours = median(landing, Run::rowsPerSecond);
    double theirs = median(peer, Run::rowsPerSecond);
    double ourCpu = median(landing, Run::cpuMicros);
    double theirCpu = median(peer, Run::cpuMicros);
    return String.format(
        Locale.ROOT,
        "| %,d | %d | %,.0f | %,.0f | %.2f | %.1f | %.1f | %.2f |",
        rows,
        bytes,
        ours,
        theirs,
        ours / theirs,
        ourCpu,
        theirCpu,
        theirCpu / ourCpu);
  }

  private static Run note(int round, String what, long rows, Run run) {
    System.out.printf(
        Locale.ROOT,
        "round %d, %,d rows, %s: %,.0f rows/s, %.1f µs of processor time a row%n",
        round,
        rows,
        what,
        run.rowsPerSecond(),
        run.cpuMicros());
    return run;
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
    List<Double> sorted = runs.stream().map(of::applyAsDouble).sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
