package org.yunhe.lakehouse.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks tar archives with their links and executable bits. */
final class Archives {
  private static final int OWNER_EXECUTE = 0100;
  private static final int BUFFER_BYTES = 1 << 20;

  private Archives() {}

  /**
   * Unpacks below {@code target}, without the first {@code strip} parts of each path. An entry that
   * would leave {@code target} is an error.
   */
  static void untar(InputStream in, Path target, int strip) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(in, BUFFER_BYTES))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = Path.of(entry.getName()).normalize();
        if (path.getNameCount() <= strip) {
          continue;
        }
        Path relative = path.subpath(strip, path.getNameCount());
        Path file = target.resolve(relative).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("entry " + entry.getName() + " leaves the folder");
        }
        write(tar, entry, file, target, strip);
      }
    }
  }

  private static void write(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path file, Path target, int strip)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Path link = Path.of(entry.getLinkName()).normalize();
      Files.deleteIfExists(file);
      Files.createLink(file, target.resolve(link.subpath(strip, link.getNameCount())));
    } else {
      Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
      if ((entry.getMode() & OWNER_EXECUTE) != 0 && !file.toFile().setExecutable(true)) {
        throw new IOException(file + " cannot be made executable");
      }
    }
  }
}
