package org.yunhe.lakehouse.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Files of keys: replaced whole, readable by their owner only, changed by one at a time. */
final class KeyFiles {
  private static final Object IN_THIS_PROCESS = new Object();

  private KeyFiles() {}

  static void replace(Path file, String text) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Secrets.write(next, text.stripTrailing());
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw inaccessible(file, e);
    }
  }

  /** Runs {@code change} while no other thread or process of the installation changes the file. */
  static <T> T locked(Path file, Supplier<T> change) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    synchronized (IN_THIS_PROCESS) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.lock()) {
          if (!held.isValid()) {
            throw new IOException(lock + " was lost");
          }
          return change.get();
        }
      } catch (IOException e) {
        throw inaccessible(file, e);
      }
    }
  }

  static YunheException inaccessible(Path file, IOException cause) {
    return new YunheException(
        ErrorCode.ENCRYPTION,
        "the key file " + file + " cannot be read or written: " + cause.getMessage(),
        "bring it back or correct its rights; nothing is written in clear meanwhile",
        cause);
  }
}
