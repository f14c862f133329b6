package org.yunhe.jobs.spark;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.SerializationUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes rows, columns in the order of the table, into data files that nobody has committed yet;
 * gives each file as bytes.
 *
 * @param table table
 * @param operation what the files are named by
 */
record DataFiles(SerializableTable table, String operation)
    implements MapPartitionsFunction<Row, byte[]> {

  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) throws IOException {
    TaskContext task = TaskContext.get();
    OutputFileFactory outputs =
        OutputFileFactory.builderFor(table, task.partitionId(), task.taskAttemptId())
            .format(FileFormat.PARQUET)
            .operationId(operation)
            .build();
    long size =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
    FanoutDataWriter<Record> writer =
        new FanoutDataWriter<>(
            new GenericFileWriterFactory.Builder(table).build(), outputs, table.io(), size);
    try (writer) {
      PartitionKey partition = new PartitionKey(table.spec(), table.schema());
      InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
      GenericRecord template = GenericRecord.create(table.schema());
      while (rows.hasNext()) {
        Record row = record(rows.next(), template);
        partition.partition(wrapper.wrap(row));
        writer.write(row, table.spec(), partition);
      }
    }
    return writer.result().dataFiles().stream().map(SerializationUtil::serializeToBytes).iterator();
  }

  private static Record record(Row row, GenericRecord template) {
    Record record = template.copy();
    for (int i = 0; i < row.size(); i++) {
      record.set(i, value(row.get(i)));
    }
    return record;
  }

  /** A value of Spark as Iceberg's generic records hold it. */
  private static Object value(Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case scala.collection.Seq<?> sequence -> CollectionConverters.asJava(sequence);
      default -> value;
    };
  }
}
