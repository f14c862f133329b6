package org.yunhe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Looks at the disk before work begins, so that a full one is told and not met. */
final class DiskSpace {
  private static final long NEEDED_BYTES = 3L << 30;

  private DiskSpace() {}

  /** Fails with YR-002 where less than 3 GiB are free below {@code home}. */
  static void require(Path home) throws IOException {
    Path existing = home;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          existing + " is not writable",
          "make it writable, or set home in yunhe.yaml");
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    if (free < NEEDED_BYTES) {
      throw new YunheException(
          ErrorCode.DISK_FULL,
          String.format(
              Locale.ROOT,
              "only %.1f GB are free on the disk of %s, 3 are needed",
              free / 1e9,
              home),
          "free some, or set home in yunhe.yaml to another disk");
    }
  }
}
