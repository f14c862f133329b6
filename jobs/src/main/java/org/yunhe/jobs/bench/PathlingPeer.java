package org.yunhe.jobs.bench;

import au.csiro.pathling.library.PathlingContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.JobLog;

/**
 * The peer of the FHIR road: the Pathling library reads a folder of NDJSON and writes it as
 * Parquet, as its documentation shows it. A process of its own, so that Spark's start counts as it
 * does for the job.
 */
public final class PathlingPeer {
  /** What its line of output begins with; seconds and resources follow. */
  static final String LINE = "pathling";

  private PathlingPeer() {}

  /** Reads the folder named first into the folder named second; the log goes to a file there. */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[1]);
    JobLog.writeTo(out.resolve("spark.log"));
    String parquet = out.resolve("parquet").toString();
    try (SparkSession spark =
        SparkSession.builder()
            .appName("pathling")
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.local.dir", out.toString())
            .getOrCreate()) {
      PathlingContext pathling = PathlingContext.create(spark);
      pathling.read().ndjson(args[0]).write().parquet(parquet);
      double seconds =
          (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
      long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
      System.out.printf(
          Locale.ROOT, "%s %.3f %d %d%n", LINE, seconds, cpu, rows(pathling, parquet));
    }
  }

  private static long rows(PathlingContext pathling, String parquet) {
    var written = pathling.read().parquet(parquet);
    return written.getResourceTypes().stream().mapToLong(type -> written.read(type).count()).sum();
  }
}
