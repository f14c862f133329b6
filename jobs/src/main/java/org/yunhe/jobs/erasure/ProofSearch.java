package org.yunhe.jobs.erasure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.lakehouse.crypto.ValueOpener;

/**
 * Reads every file below the warehouse, whether a table names it or not: Parquet files row by row,
 * encrypted values decrypted, manifests record by record, anything else byte by byte.
 */
final class ProofSearch {
  private static final Logger LOG = LoggerFactory.getLogger(ProofSearch.class);
  private static final int FILES_A_TASK = 50;

  private final SparkSession spark;
  private final Optional<ValueOpener> opener;
  private final Needles needles;

  ProofSearch(Lake lake, Needles needles) {
    this.spark = lake.spark();
    this.opener = lake.opener();
    this.needles = needles;
  }

  /**
   * What was searched and found.
   *
   * @param files files read
   * @param bytes their bytes
   * @param found files that hold a needle, or cannot be read
   */
  record Result(long files, long bytes, Set<String> found) {}

  /** Searches everything below {@code warehouse}. */
  Result search(Path warehouse) {
    List<FileStatus> files = files(warehouse);
    if (files.isEmpty()) {
      return new Result(0, 0, Set.of());
    }
    List<String> paths = files.stream().map(file -> file.getPath().toString()).toList();
    Needles wanted = needles;
    ValueOpener opening = opener.orElse(null);
    List<String> found =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(paths, 1 + paths.size() / FILES_A_TASK)
            .filter(path -> holds(new Path(path), wanted, opening))
            .collect();
    return new Result(
        files.size(), files.stream().mapToLong(FileStatus::getLen).sum(), new TreeSet<>(found));
  }

  private List<FileStatus> files(Path root) {
    List<FileStatus> files = new ArrayList<>();
    Deque<Path> folders = new ArrayDeque<>(List.of(root));
    try {
      FileSystem storage = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      while (!folders.isEmpty()) {
        for (FileStatus status : storage.listStatus(folders.removeLast())) {
          if (status.isDirectory()) {
            folders.add(status.getPath());
          } else {
            files.add(status);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** What is written at this moment, or was when its writer died, cannot be read. */
  private static boolean holds(Path path, Needles needles, ValueOpener opener) {
    try {
      if (path.getName().endsWith(".parquet")) {
        return isInParquet(path, needles, opener);
      }
      return path.getName().endsWith(".avro") ? isInAvro(path, needles) : isInBytes(path, needles);
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read", path, e);
      return true;
    }
  }

  private static boolean isInParquet(Path path, Needles needles, ValueOpener opener)
      throws IOException {
    RowText texts = new RowText(EraseJob.tableOf(path.getParent()), opener);
    try (ParquetReader<Group> rows = ParquetReader.builder(new GroupReadSupport(), path).build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        if (needles.areIn(texts.of(row))) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isInAvro(Path path, Needles needles) throws IOException {
    try (InputStream bytes = open(path);
        DataFileStream<GenericRecord> records =
            new DataFileStream<>(bytes, new GenericDatumReader<>())) {
      for (GenericRecord record : records) {
        if (needles.areIn(record.toString())) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isInBytes(Path path, Needles needles) throws IOException {
    try (InputStream bytes = open(path)) {
      return needles.areAmong(bytes.readAllBytes());
    }
  }

  private static InputStream open(Path path) throws IOException {
    return path.getFileSystem(new Configuration()).open(path);
  }
}
