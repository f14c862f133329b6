package org.yunhe.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.JobLog;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.JobRunner;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.SparkSessions;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.models.contract.ContractCatalog;

/**
 * Measures the core job: everything, then 1 % of it changed, for each number of visits given as
 * argument (250,000 and 1,000,000 where none is given).
 */
public final class CoreBench {
  private static final List<Long> VISITS = List.of(250_000L, 1_000_000L);
  private static final int EVERY_HUNDREDTH = 100;

  private CoreBench() {}

  /** Runs the benchmark in a temporary lake. */
  public static void main(String[] args) throws IOException {
    List<Long> sizes =
        args.length == 0 ? VISITS : Arrays.stream(args).map(Long::parseLong).toList();
    Path folder = Files.createTempDirectory("yunhe-bench-core");
    JobLog.writeTo(folder.resolve("spark.log"));
    try (SparkSession spark = session(folder)) {
      warmUp(spark, folder);
      System.out.println(
          "visits    changes   full s  (CPU s)   1 % rows   1 % s  (CPU s)   share  (of CPU)");
      for (long visits : sizes) {
        measure(spark, folder, visits, System.out);
      }
    } finally {
      delete(folder);
    }
  }

  private static SparkSession session(Path folder) {
    return SparkSessions.start(
        "lake",
        Map.of("type", "hadoop", "warehouse", warehouse(folder), "cache-enabled", "false"),
        Map.of("spark.sql.warehouse.dir", folder.toString(), "spark.local.dir", folder.toString()));
  }

  private static void warmUp(SparkSession spark, Path folder) {
    measure(
        spark,
        folder,
        EVERY_HUNDREDTH * EVERY_HUNDREDTH,
        new PrintStream(PrintStream.nullOutputStream()));
  }

  private static void measure(SparkSession spark, Path folder, long visits, PrintStream out) {
    Lake lake = new Lake(spark, "lake");
    for (var table : ContractCatalog.load().tables()) {
      spark.sql("DROP TABLE IF EXISTS lake." + table.fullName() + " PURGE");
    }
    new TableProvisioner(new HadoopCatalog(new Configuration(), warehouse(folder)))
        .provision(ContractCatalog.load());
    SyntheticChanges changes = new SyntheticChanges(spark, visits);
    lake.append(changes.round(0, 1), "raw.change");
    Timed full = run(lake, folder);
    lake.append(changes.round(1, EVERY_HUNDREDTH), "raw.change");
    Timed few = run(lake, folder);
    out.printf(
        Locale.ROOT,
        "%-9d %-9d %6.1f  %7.1f   %8d   %5.1f  %7.1f  %4.1f %%  %6.1f %%%n",
        visits,
        full.result().rowsRead(),
        full.seconds(),
        full.processorSeconds(),
        few.result().rowsRead(),
        few.seconds(),
        few.processorSeconds(),
        100 * few.seconds() / full.seconds(),
        100 * few.processorSeconds() / full.processorSeconds());
  }

  private record Timed(JobResult result, double seconds, double processorSeconds) {}

  private static Timed run(Lake lake, Path folder) {
    PrintStream out =
        Boolean.getBoolean("yunhe.verbose")
            ? System.out
            : new PrintStream(PrintStream.nullOutputStream());
    long started = System.nanoTime();
    long processor = processorNanos();
    JobResult result =
        new JobRunner(lake, folder.resolve("secrets"), false, out).run(new CoreJob());
    return new Timed(
        result, (System.nanoTime() - started) / 1e9, (processorNanos() - processor) / 1e9);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static String warehouse(Path folder) {
    return folder.resolve("warehouse").toUri().toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
