package org.yunhe.jobs.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.JobLog;
import org.yunhe.jobs.JobRunner;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.SealedTables;
import org.yunhe.jobs.spark.SparkSessions;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.lakehouse.crypto.ValueSealer;
import org.yunhe.models.contract.ContractCatalog;

/**
 * What encryption at rest costs: values a second beside AES-GCM of the JDK, then raw.change and
 * core written and read with and without it, for each number of visits given as argument.
 */
public final class EncryptionBench {
  private static final List<Long> VISITS = List.of(50_000L, 200_000L);
  private static final int ROUNDS = 3;
  private static final int VALUES = 200_000;
  private static final byte[] COLUMN = "core.patient.name".getBytes(UTF_8);

  private EncryptionBench() {}

  /** Runs the benchmark in a temporary lake. */
  public static void main(String[] args) throws IOException {
    List<Long> sizes =
        args.length == 0 ? VISITS : Arrays.stream(args).map(Long::parseLong).toList();
    Path folder = Files.createTempDirectory("yunhe-bench-encryption");
    JobLog.writeTo(folder.resolve("spark.log"));
    KeyAccess keys =
        new KeyAccess(
            "file",
            folder.resolve("secrets/master.keys").toString(),
            folder.resolve("secrets/data.keys").toString());
    new Keys(keys).provision();
    try (SparkSession spark = session(folder)) {
      values(keys);
      System.out.println("visits    encrypted   append s   core --full s   raw MB   core MB");
      measure(
          spark,
          folder,
          sizes.get(0) / 5,
          keys,
          false,
          new PrintStream(PrintStream.nullOutputStream()));
      for (long visits : sizes) {
        measure(spark, folder, visits, keys, false, System.out);
        measure(spark, folder, visits, keys, true, System.out);
      }
    } finally {
      delete(folder);
    }
  }

  private static void values(KeyAccess keys) {
    ValueSealer sealer = new ValueSealer(keys);
    ValueOpener opener = new ValueOpener(keys);
    AesSealer peer = new AesSealer();
    System.out.println("bytes   SM4-GCM seal/s    open/s   AES-GCM seal/s    open/s");
    for (int bytes : new int[] {9, 460}) {
      byte[] value = "张".repeat(bytes).getBytes(UTF_8);
      byte[] plain = Arrays.copyOf(value, bytes);
      byte[] ours = sealer.seal(plain, 0, bytes, COLUMN);
      byte[] theirs = peer.seal(plain, COLUMN);
      System.out.printf(
          Locale.ROOT,
          "%5d   %,14.0f %,9.0f   %,14.0f %,9.0f%n",
          bytes,
          rate(plain, in -> sealer.seal(in, 0, in.length, COLUMN)),
          rate(ours, in -> opener.open(in, COLUMN)),
          rate(plain, in -> peer.seal(in, COLUMN)),
          rate(theirs, in -> peer.open(in, COLUMN)));
    }
  }

  /** Returns values a second, the best of some rounds. */
  private static double rate(byte[] value, UnaryOperator<byte[]> work) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long started = System.nanoTime();
      long length = 0;
      for (int i = 0; i < VALUES; i++) {
        length += work.apply(value).length;
      }
      if (length == 0) {
        throw new IllegalStateException("nothing came of it");
      }
      best = Math.max(best, VALUES * 1e9 / (System.nanoTime() - started));
    }
    return best;
  }

  private static void measure(
      SparkSession spark,
      Path folder,
      long visits,
      KeyAccess keys,
      boolean encrypted,
      PrintStream out)
      throws IOException {
    Lake lake = new Lake(spark, "lake");
    Map<String, String> settings = SealedTables.settings(keys, ContractCatalog.load(), true);
    settings.keySet().forEach(spark.conf()::unset);
    if (encrypted) {
      settings.forEach(spark.conf()::set);
    }
    for (var table : ContractCatalog.load().tables()) {
      spark.sql("DROP TABLE IF EXISTS lake." + table.fullName() + " PURGE");
    }
    new TableProvisioner(new HadoopCatalog(new Configuration(), warehouse(folder)))
        .provision(ContractCatalog.load());
    double append =
        seconds(() -> lake.append(new SyntheticChanges(spark, visits).round(0, 1), "raw.change"));
    double core =
        seconds(
            () ->
                new JobRunner(
                        lake,
                        folder.resolve("secrets"),
                        true,
                        new PrintStream(PrintStream.nullOutputStream()))
                    .run(new CoreJob()));
    out.printf(
        Locale.ROOT,
        "%-9d %-11s %8.1f   %13.1f   %6.1f   %7.1f%n",
        visits,
        encrypted ? "yes" : "no",
        append,
        core,
        megabytes(folder, "raw"),
        megabytes(folder, "core"));
  }

  private static double seconds(Runnable work) {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }

  private static double megabytes(Path folder, String layer) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse").resolve(layer))) {
      long bytes = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        bytes += Files.size(file);
      }
      return bytes / 1e6;
    }
  }

  private static SparkSession session(Path folder) {
    return SparkSessions.start(
        "lake",
        Map.of("type", "hadoop", "warehouse", warehouse(folder), "cache-enabled", "false"),
        Map.of("spark.sql.warehouse.dir", folder.toString(), "spark.local.dir", folder.toString()));
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
