package org.yunhe.jobs.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.JobLog;
import org.yunhe.jobs.spark.SparkSessions;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/**
 * Holds what the quality rules found against what the simulator spoiled: recall for each fault,
 * precision for each rule, and every violation that nothing explains.
 *
 * <p>Left out of recall are spoiled rows that a mapping leaves out by a named rule, that no mapping
 * reads, or that were deleted since. A violation counts as injected where its source row was
 * spoiled; as a consequence where it refers to a patient who is in quarantine, or where the
 * registration desk swapped day and month; as natural otherwise.
 */
public final class QualityTruth {
  private final SparkSession spark;

  private QualityTruth(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Recall and precision of a run.
   *
   * @param recall spoiled rows found among those that rules could see, 0 to 1
   * @param precision violations that are injected or a consequence among all, 0 to 1
   * @param lines the report
   */
  public record Report(double recall, double precision, List<String> lines) {}

  /** Prints the report for an engine, {@code batch} or {@code live}; batch where none is named. */
  public static void main(String[] args) throws IOException {
    YunheConfig config = YunheConfig.load();
    JobLog.writeTo(config.home().resolve("log").resolve("spark.log"));
    try (SparkSession spark =
        SparkSessions.start(
            config.lake().catalog(),
            CatalogProperties.of(config),
            Map.of("spark.master", config.spark().master()))) {
      Report report =
          of(spark, config.home().resolve("truth"), args.length == 0 ? "batch" : args[0]);
      PrintStream out = System.out;
      report.lines().forEach(out::println);
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  /** Compares the violations of an engine with the truth files of a folder. */
  public static Report of(SparkSession spark, Path truth, String engine) {
    if (!Files.exists(truth.resolve("faults.csv"))) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "there is no " + truth.resolve("faults.csv"),
          "only a region of the simulator has a truth to compare with: ./yunhe up");
    }
    QualityTruth bench = new QualityTruth(spark);
    bench.csv(truth.resolve("faults.csv")).createOrReplaceTempView("truth_fault");
    bench.csv(truth.resolve("persons.csv")).createOrReplaceTempView("truth_person");
    spark
        .table("ops.quality_violation")
        .where("engine = '" + (engine.equals("live") ? "live" : "batch") + "'")
        .createOrReplaceTempView("engine_violation");
    return bench.report(engine);
  }

  private Report report(String engine) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%-28s %-30s %9s %9s %7s %8s",
            "fault", "rule", "injected", "left out", "found", "recall"));
    long visible = 0;
    long found = 0;
    for (Row row : sql("quality_recall").collectAsList()) {
      long seen = row.getLong(2) - row.getLong(3);
      visible += seen;
      found += row.getLong(4);
      lines.add(
          line(
              "%-28s %-30s %9d %9d %7d %8s",
              row.get(0),
              row.get(1),
              row.get(2),
              row.get(3),
              row.get(4),
              percent(row.getLong(4), seen)));
    }
    lines.add("");
    lines.add(
        line(
            "%-34s %9s %9s %12s %8s %10s",
            "rule", "found", "injected", "consequence", "natural", "precision"));
    long all = 0;
    long explained = 0;
    for (Row row : sql("quality_precision").collectAsList()) {
      all += row.getLong(1);
      explained += row.getLong(2) + row.getLong(3);
      lines.add(
          line(
              "%-34s %9d %9d %12d %8d %10s",
              row.get(0),
              row.get(1),
              row.get(2),
              row.get(3),
              row.get(4),
              percent(row.getLong(2) + row.getLong(3), row.getLong(1))));
      if (row.getLong(4) > 0) {
        lines.add("    such as " + row.get(5));
      }
    }
    lines.add("");
    lines.add(
        line(
            "%s: recall %s of %d spoiled rows, precision %s of %d violations",
            engine, percent(found, visible), visible, percent(explained, all), all));
    return new Report(share(found, visible), share(explained, all), lines);
  }

  private Dataset<Row> csv(Path file) {
    return spark
        .read()
        .option("header", "true")
        .option("quote", "\"")
        .option("escape", "\"")
        .csv(file.toUri().toString());
  }

  private Dataset<Row> sql(String name) {
    return spark.sql(ModelResources.read("bench/" + name + ".sql"));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : line("%.1f %%", 100 * share(part, whole));
  }
}
