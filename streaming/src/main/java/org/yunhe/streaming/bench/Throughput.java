package org.yunhe.streaming.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Rows a second from the first record read to the commit that holds the last, one run at a time.
 */
final class Throughput {
  private static final TableIdentifier CHANGE = TableIdentifier.of("raw", "change");
  private static final TableIdentifier PEER = TableIdentifier.parse(PeerSink.TABLE);

  private static final String TASK_FAILED = "will not recover until manually restarted";

  private final Sandbox sandbox;
  private final long rows;
  private final int memory;
  private int runs;

  /** Measures the landing of {@code rows} that lie in the sandbox's topics already. */
  Throughput(Sandbox sandbox, long rows, int memory) {
    this.sandbox = sandbox;
    this.rows = rows;
    this.memory = memory;
  }

  /**
   * One run.
   *
   * @param rowsPerSecond from the first record read to the commit that holds the last
   * @param cpuMicros processor time of the process for one row in that time, microseconds
   */
  record Run(double rowsPerSecond, double cpuMicros) {}

  /** Runs landing. */
  Run landing() throws IOException {
    sandbox.emptyLake();
    Path firstRead = firstRead();
    ServerProcess process = new ServerProcess(sandbox.home(), "landing-" + runs);
    List<String> command = sandbox.engine("streaming", memory, BenchedLanding.class.getName());
    command.add(firstRead.toString());
    return measure(process, command, firstRead, CHANGE);
  }

  /** Runs the peer with that many tasks. */
  Run peer(int tasks) throws IOException, InterruptedException {
    Catalog catalog = sandbox.catalog();
    if (catalog.tableExists(PEER)) {
      catalog.dropTable(PEER, true);
    }
    Path firstRead = firstRead();
    ServerProcess process = new ServerProcess(sandbox.home(), "peer-" + runs);
    List<String> command =
        sandbox.command(
            PeerSink.classpath(sandbox.config().root()),
            memory,
            "org.apache.kafka.connect.cli.ConnectStandalone");
    command.addAll(new PeerSink(sandbox.config(), sandbox.home(), tasks).write(firstRead));
    return measure(process, command, firstRead, PEER);
  }

  private Run measure(
      ServerProcess process, List<String> command, Path firstRead, TableIdentifier name)
      throws IOException {
    process.start(command, sandbox.home(), Map.of());
    try {
      Sandbox.await("the first record", Duration.ofMinutes(5), () -> Files.exists(firstRead));
      Duration started = cpu(process);
      Catalog catalog = sandbox.catalog();
      Sandbox.await(
          "the last row in " + name,
          Duration.ofMinutes(20),
          () -> {
            requireHealthy(process);
            return catalog.tableExists(name) && completed(catalog.loadTable(name)) > 0;
          });
      Duration used = cpu(process).minus(started);
      long millis =
          completed(catalog.loadTable(name)) - Long.parseLong(Files.readString(firstRead));
      return new Run(rows * 1000.0 / millis, used.toNanos() / 1000.0 / rows);
    } finally {
      process.running().ifPresent(ProcessHandle::destroyForcibly);
      Sandbox.await("the end of " + name, () -> process.running().isEmpty());
    }
  }

  private static Duration cpu(ServerProcess process) {
    return process
        .running()
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static void requireHealthy(ServerProcess process) {
    List<String> log = process.lastLogLines(200);
    if (process.running().isEmpty() || log.stream().anyMatch(l -> l.contains(TASK_FAILED))) {
      throw new YunheException(
          ErrorCode.JOB_FAILED, "the run ended too early", String.join("\n", log));
    }
  }

  /** When the commit came that made the table complete, or 0. */
  private long completed(Table table) {
    for (Snapshot snapshot : table.snapshots()) {
      if (Long.parseLong(snapshot.summary().getOrDefault("total-records", "0")) >= rows) {
        return snapshot.timestampMillis();
      }
    }
    return 0;
  }

  private Path firstRead() {
    return sandbox.home().resolve("first-read-" + ++runs);
  }
}
