package org.yunhe.streaming.session;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a job resumes from: the newest complete checkpoint or savepoint below the job's
 * folder, on any file system that Flink knows. Checkpoints lie in {@code <job id>/chk-<number>},
 * savepoints in {@code savepoint-…}; each is complete once it has a {@code _metadata} that can be
 * read.
 */
public final class RestorePoints {
  private static final Logger LOG = LoggerFactory.getLogger(RestorePoints.class);
  private static final String METADATA = "_metadata";
  private static final int DEPTH = 2;

  private final Path folder;

  /** Looks below {@code folder}, which need not exist. */
  public RestorePoints(String folder) {
    this.folder = new Path(folder);
  }

  /** The place of the newest complete one, as Flink takes it, or empty where the job is new. */
  public Optional<String> newest() throws IOException {
    FileSystem files = folder.getFileSystem();
    List<FileStatus> found = new ArrayList<>();
    collect(files, folder, DEPTH, found);
    found.sort(
        Comparator.comparingLong(FileStatus::getModificationTime)
            .thenComparingLong(status -> number(status.getPath()))
            .reversed());
    for (FileStatus metadata : found) {
      if (isReadable(files, metadata.getPath())) {
        return Optional.of(metadata.getPath().getParent().toString());
      }
    }
    return Optional.empty();
  }

  private static void collect(FileSystem files, Path folder, int depth, List<FileStatus> found)
      throws IOException {
    for (FileStatus child : list(files, folder)) {
      if (child.isDir() && depth > 0) {
        collect(files, child.getPath(), depth - 1, found);
      } else if (!child.isDir() && child.getPath().getName().equals(METADATA)) {
        found.add(child);
      }
    }
  }

  private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
    try {
      FileStatus[] children = files.listStatus(folder);
      return children == null ? new FileStatus[0] : children;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** The number of the checkpoint, for two that were completed within one tick of the clock. */
  private static long number(Path metadata) {
    String name = metadata.getParent().getName();
    return name.startsWith("chk-") ? Long.parseLong(name.substring("chk-".length())) : 0;
  }

  private static boolean isReadable(FileSystem files, Path metadata) {
    try (DataInputStream in = new DataInputStream(files.open(metadata))) {
      Checkpoints.loadCheckpointMetadata(
          in, RestorePoints.class.getClassLoader(), metadata.toString());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("Passing over {}, which is not complete: {}", metadata, e.toString());
      return false;
    }
  }
}
