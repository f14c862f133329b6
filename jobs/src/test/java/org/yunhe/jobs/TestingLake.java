package org.yunhe.jobs;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.SparkSessions;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.models.contract.ContractCatalog;

/** A lake in a temporary folder with every table of the contracts, and one Spark session. */
public final class TestingLake {
  private static final TestingLake INSTANCE = new TestingLake();

  private final Path folder;
  private final Lake lake;
  private final HadoopCatalog catalog;
  private final Map<String, List<Row>> collected = new LinkedHashMap<>();

  private TestingLake() {
    try {
      folder = Files.createTempDirectory("yunhe-lake");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String warehouse = folder.resolve("warehouse").toUri().toString();
    catalog = new HadoopCatalog(new Configuration(), warehouse);
    SparkSession spark =
        SparkSessions.start(
            "lake",
            Map.of("type", "hadoop", "warehouse", warehouse, "cache-enabled", "false"),
            Map.of(
                "spark.master",
                "local[2]",
                "spark.sql.warehouse.dir",
                folder.toString(),
                "spark.sql.codegen.wholeStage",
                "false",
                "spark.sql.codegen.factoryMode",
                "NO_CODEGEN"));
    lake = new Lake(spark, "lake");
  }

  /**
   * Returns the lake of this JVM with all tables empty. They are made once and then put back as
   * they were made: to make a hundred tables takes seconds, and each test wants them.
   */
  public static TestingLake fresh() {
    try {
      INSTANCE.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return INSTANCE;
  }

  private void empty() throws IOException {
    File warehouse = folder.resolve("warehouse").toFile();
    File made = folder.resolve("made").toFile();
    FileUtils.deleteDirectory(warehouse);
    if (made.exists()) {
      FileUtils.copyDirectory(made, warehouse);
    } else {
      provision();
      FileUtils.copyDirectory(warehouse, made);
    }
  }

  /** Brings the tables up to the contracts, as the setup of a lake does. */
  public void provision() {
    new TableProvisioner(catalog).provision(ContractCatalog.load());
  }

  /** Returns the lake. */
  public Lake lake() {
    return lake;
  }

  /** Returns the folder of secrets that jobs are given. */
  public Path secrets() {
    return folder.resolve("secrets");
  }

  /** Runs a job on what is new. */
  public JobResult run(Job job) {
    return runner(false).run(job);
  }

  /** Runs a job on everything. */
  public JobResult runFull(Job job) {
    return runner(true).run(job);
  }

  /** Runs a job on core as it was at a time or tag. */
  public void runAsOf(Job job, String when) {
    runAsOf(List.of(job), when);
  }

  /** Runs jobs one after another on core as it was at a time or tag. */
  public void runAsOf(List<Job> jobs, String when) {
    runner(false).runAsOf(jobs, when);
  }

  /** Returns the branch of past states that a table of mart has, such as {@code asof_…}. */
  public String pastOf(String table) {
    return lake.table(table).refs().keySet().stream()
        .filter(name -> name.startsWith("asof_"))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the rows of a query. */
  public List<Row> query(String sql) {
    return rows(sql).collectAsList();
  }

  /** Returns the rows of a query as texts. */
  public List<String> texts(String sql) {
    return rows(sql).collectAsList().stream().map(row -> row.mkString("|")).toList();
  }

  /** Remembers one row given as column, value…; {@link #commitCollected} writes it. */
  public void collect(String table, Object... values) {
    collected
        .computeIfAbsent(table, name -> new ArrayList<>())
        .add(row(lake.read(table).schema(), values));
  }

  /** Writes the rows remembered, one commit a table. */
  public void commitCollected() {
    collected.forEach(
        (table, rows) ->
            lake.append(
                lake.spark().createDataFrame(rows, lake.read(table).schema()).coalesce(1), table));
    collected.clear();
  }

  /** Adds one row given as column, value, column, value…; other columns are null. */
  public void insert(String table, Object... values) {
    StructType schema = lake.read(table).schema();
    lake.append(
        lake.spark().createDataFrame(List.of(row(schema, values)), schema).coalesce(1), table);
  }

  private static Row row(StructType schema, Object... values) {
    Object[] row = new Object[schema.size()];
    for (int i = 0; i < values.length; i += 2) {
      row[schema.fieldIndex((String) values[i])] = values[i + 1];
    }
    return RowFactory.create(row);
  }

  private Dataset<Row> rows(String sql) {
    return lake.spark().sql(sql);
  }

  private JobRunner runner(boolean full) {
    return new JobRunner(
        lake,
        folder.resolve("secrets"),
        full,
        Boolean.getBoolean("yunhe.verbose")
            ? System.out
            : new PrintStream(OutputStream.nullOutputStream()));
  }
}
