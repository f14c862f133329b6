package org.yunhe.jobs.maintenance;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Table;

/**
 * What lies below a table's folder, whether a snapshot names it or not.
 *
 * @param bytes bytes of all files
 * @param metadataFiles metadata.json files
 * @param old files older than the time asked for
 */
record TableFiles(long bytes, long metadataFiles, long old) {

  /** Lists the folder of a table; what disappears meanwhile is left out. */
  static TableFiles of(Table table, Configuration storage, Instant oldBefore) {
    TableFiles found = new TableFiles(0, 0, 0);
    Deque<Path> folders = new ArrayDeque<>();
    folders.add(new Path(table.location()));
    try {
      FileSystem files = folders.getFirst().getFileSystem(storage);
      while (!folders.isEmpty()) {
        for (FileStatus status : list(files, folders.removeLast())) {
          if (status.isDirectory()) {
            folders.add(status.getPath());
          } else {
            found = found.with(status, oldBefore);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private TableFiles with(FileStatus file, Instant oldBefore) {
    boolean isMetadata = file.getPath().getName().endsWith(".metadata.json");
    boolean isOld = file.getModificationTime() < oldBefore.toEpochMilli();
    return new TableFiles(
        bytes + file.getLen(), metadataFiles + (isMetadata ? 1 : 0), old + (isOld ? 1 : 0));
  }
}
