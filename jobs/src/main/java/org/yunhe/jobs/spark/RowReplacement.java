package org.yunhe.jobs.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.SerializationUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Puts new rows in the place of old ones in one commit: new data files, and position deletes for
 * the old rows, which the caller has found already. A MERGE would look for them a second time.
 */
public final class RowReplacement {
  /** Metadata column: the data file of a row. */
  public static final String FILE = "_file";

  /** Metadata column: the position of a row in its file. */
  public static final String POSITION = "_pos";

  private static final long ROWS_PER_FILE = 500_000;

  private final Lake lake;
  private final String name;
  private final Long readSnapshot;
  private final Expression concerned;

  /**
   * Begins a replacement.
   *
   * @param lake lake
   * @param name table
   * @param readSnapshot snapshot at or before which the old rows were looked for, or null where the
   *     table had none
   * @param concerned condition that every old row meets, as far as it prunes files
   */
  public RowReplacement(Lake lake, String name, Long readSnapshot, Expression concerned) {
    this.lake = lake;
    this.name = name;
    this.readSnapshot = readSnapshot;
    this.concerned = concerned;
  }

  /** Returns the positions of rows that have {@link #FILE} and {@link #POSITION}, as a column. */
  public static Column positions() {
    return collect_list(col(POSITION));
  }

  /**
   * Commits the replacement; nothing is committed where there is nothing to do.
   *
   * @param old positions of old rows by file, see {@link #positions}
   * @param fresh rows with the columns of the table
   * @param freshCount how many they are
   * @throws org.apache.iceberg.exceptions.ValidationException where another commit has changed the
   *     old rows since they were read; the caller reads again
   * @throws IllegalStateException where other rows were written than were counted
   */
  public void commit(Map<String, List<Long>> old, Dataset<Row> fresh, long freshCount) {
    if (old.isEmpty() && freshCount == 0) {
      return;
    }
    Table table = lake.table(name);
    List<DataFile> added = freshCount == 0 ? List.of() : write(table, fresh, freshCount);
    long written = added.stream().mapToLong(DataFile::recordCount).sum();
    if (written != freshCount) {
      throw new IllegalStateException(
          name + ": " + written + " rows were written where there are " + freshCount);
    }
    RowDelta delta = table.newRowDelta();
    added.forEach(delta::addRows);
    if (!old.isEmpty()) {
      delete(table, old).forEach(delta::addDeletes);
      delta
          .validateFromSnapshot(readSnapshot)
          .conflictDetectionFilter(concerned)
          .validateDataFilesExist(old.keySet())
          .validateDeletedFiles()
          .validateNoConflictingDeleteFiles();
    }
    commit(delta, table);
  }

  private void commit(RowDelta delta, Table table) {
    try {
      delta.commit();
    } catch (IllegalArgumentException e) {
      table.refresh();
      if (readSnapshot != null && table.snapshot(readSnapshot) == null) {
        throw new ValidationException(
            e, "%s: what was read has expired: snapshot %s", name, readSnapshot);
      }
      throw e;
    }
  }

  private List<DataFile> write(Table table, Dataset<Row> fresh, long count) {
    String[] columns =
        table.schema().columns().stream().map(column -> column.name()).toArray(String[]::new);
    DataFiles files =
        new DataFiles(
            (SerializableTable) SerializableTable.copyOf(table), UUID.randomUUID().toString());
    return lake
        .stored(fresh, name)
        .select(Arrays.stream(columns).map(column -> col(column)).toArray(Column[]::new))
        .coalesce((int) (1 + count / ROWS_PER_FILE))
        .mapPartitions(files, Encoders.BINARY())
        .collectAsList()
        .stream()
        .<DataFile>map(SerializationUtil::deserializeFromBytes)
        .toList();
  }

  private List<DeleteFile> delete(Table table, Map<String, List<Long>> gone) {
    Map<String, DataFile> files = files(table);
    OutputFileFactory outputs =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .operationId(UUID.randomUUID().toString())
            .suffix("deletes")
            .build();
    GenericFileWriterFactory factory = new GenericFileWriterFactory.Builder(table).build();
    List<DeleteFile> deletes = new ArrayList<>();
    gone.forEach(
        (file, positions) -> {
          ValidationException.check(
              files.containsKey(file), "%s: a file that was read is gone: %s", name, file);
          deletes.add(delete(table, files.get(file), positions, outputs, factory));
        });
    return deletes;
  }

  private static DeleteFile delete(
      Table table,
      DataFile file,
      List<Long> positions,
      OutputFileFactory outputs,
      GenericFileWriterFactory factory) {
    var spec = table.specs().get(file.specId());
    PositionDeleteWriter<Record> writer =
        factory.newPositionDeleteWriter(
            outputs.newOutputFile(spec, file.partition()), spec, file.partition());
    try (writer) {
      PositionDelete<Record> delete = PositionDelete.create();
      for (long position : positions.stream().mapToLong(Long::longValue).sorted().toArray()) {
        writer.write(delete.set(file.location(), position));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDeleteFile();
  }

  private Map<String, DataFile> files(Table table) {
    Map<String, DataFile> files = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .useSnapshot(table.currentSnapshot().snapshotId())
            .filter(concerned)
            .planFiles()) {
      tasks.forEach(task -> files.put(task.file().location(), task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
