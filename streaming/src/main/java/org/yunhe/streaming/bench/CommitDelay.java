package org.yunhe.streaming.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * From the change's time in the source to the commit that holds it, with nothing but landing
 * running.
 */
final class CommitDelay {
  private static final TableIdentifier CHANGE = TableIdentifier.of("raw", "change");

  private final Sandbox sandbox;
  private final BenchOptions options;

  CommitDelay(Sandbox sandbox, BenchOptions options) {
    this.sandbox = sandbox;
    this.options = options;
  }

  Delays measure() throws IOException, InterruptedException, ExecutionException {
    try (Changes changes = new Changes(sandbox.config().kafka().bootstrap(), options.topics())) {
      changes.send(options.topics(), System.currentTimeMillis());
      sandbox.startFlink("landing");
      Sandbox.await("the first rows", () -> landed() >= options.topics());
      int perTick = Ticker.perTick(options.rate());
      Ticker.run(
          Duration.ofSeconds(options.seconds()),
          () -> changes.send(perTick, System.currentTimeMillis()));
      Sandbox.await("the last rows", () -> landed() >= changes.sent());
    }
    return delays();
  }

  private long landed() {
    Snapshot snapshot = sandbox.catalog().loadTable(CHANGE).currentSnapshot();
    return snapshot == null
        ? 0
        : Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
  }

  /** Of every row but those that waited for Flink to start. */
  private Delays delays() throws IOException {
    Table table = sandbox.catalog().loadTable(CHANGE);
    Delays delays = new Delays();
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.parentId() != null) {
        addRows(table, snapshot, delays);
      }
    }
    return delays;
  }

  private static void addRows(Table table, Snapshot snapshot, Delays delays) throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .select("source_ts")
            .appendsBetween(snapshot.parentId(), snapshot.snapshotId())
            .build()) {
      for (Record row : rows) {
        OffsetDateTime made = (OffsetDateTime) row.getField("source_ts");
        delays.add(snapshot.timestampMillis() - made.toInstant().toEpochMilli());
      }
    }
  }
}
