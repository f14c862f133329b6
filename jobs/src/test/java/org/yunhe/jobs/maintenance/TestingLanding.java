package org.yunhe.jobs.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.io.DataWriter;

/** Commits small appends to {@code raw.change} as the landing job does: one file a checkpoint. */
final class TestingLanding {
  private static final OffsetDateTime DAY =
      OffsetDateTime.of(2026, 3, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final long LAST = 1_000_000;

  private final Table table;
  private final AtomicLong offset = new AtomicLong();
  private final List<Instant> commits = new CopyOnWriteArrayList<>();
  private int checkpoint;

  TestingLanding(Table table) {
    this.table = table;
  }

  /** Lands {@code rows} registrations of hospital {@code his_a} in one commit. */
  void commit(int rows) {
    PartitionKey day = new PartitionKey(table.spec(), table.schema());
    day.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row(0)));
    String path =
        table.locationProvider().newDataLocation(table.spec(), day, UUID.randomUUID() + ".parquet");
    DataWriter<Record> writer =
        new GenericAppenderFactory(table.schema(), table.spec())
            .newDataWriter(
                EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(path)),
                FileFormat.PARQUET,
                day);
    try (writer) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(offset.incrementAndGet()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DataFile file = writer.toDataFile();
    AppendFiles append = table.newAppend().appendFile(file);
    append.set("flink.job-id", "landing");
    append.set("flink.operator-id", "sink");
    append.set("flink.max-committed-checkpoint-id", Integer.toString(++checkpoint));
    append.commit();
    commits.add(Instant.now());
  }

  /** Returns when each commit so far was made, in their order. */
  List<Instant> commits() {
    return commits;
  }

  /** Returns how many rows were landed. */
  long landed() {
    return offset.get();
  }

  private Record row(long number) {
    Record row = GenericRecord.create(table.schema());
    row.setField("source", "his_a");
    row.setField("source_table", "brxx");
    row.setField("op", "c");
    row.setField("source_ts", DAY.plusSeconds(number));
    // The order of the log is not that of arrival, as with several partitions of a topic.
    row.setField("source_position", String.format(Locale.ROOT, "%020d", LAST - number));
    row.setField("topic", "cdc.his_a.brxx");
    row.setField("partition", 0);
    row.setField("offset", number);
    row.setField("ingested_at", DAY.plusSeconds(number % 80_000));
    row.setField("key", "{\"id\":\"" + number + "\"}");
    row.setField(
        "after",
        "{\"id\":\""
            + number
            + "\",\"brid\":\""
            + number
            + "\",\"xm\":\"张三\",\"csrq\":\"1980-02-03\"}");
    return row;
  }
}
