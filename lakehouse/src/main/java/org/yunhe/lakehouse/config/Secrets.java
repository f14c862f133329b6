package org.yunhe.lakehouse.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Secrets in files that only their owner may read; the embedded platform makes its own. */
public final class Secrets {
  private static final int BYTES = 24;

  private Secrets() {}

  /** Returns the secret in {@code file}; makes a random one first where there is none. */
  public static String readOrCreate(Path file) {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      write(file, HexFormat.of().formatHex(random));
    }
    return read(file);
  }

  /** Returns the secret in {@code file}. */
  public static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the secret " + file + " cannot be read",
          "create it, readable by its owner only",
          e);
    }
  }

  /** Writes a secret so that only the owner may read it. */
  public static void write(Path file, String secret) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, secret + "\n");
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the secret " + file + " cannot be written: " + e.getMessage(),
          "make the folder writable or free disk space",
          e);
    }
  }
}
