package org.yunhe.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Where Spark and the jobs write their log; the console is for people. */
public final class JobLog {
  private static final String CONFIGURATION = "log4j2.configurationFile";

  private JobLog() {}

  /** Sends the log to a file; to be called before anything logs. */
  public static void writeTo(Path file) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the log folder " + file.getParent() + " cannot be made: " + e.getMessage(),
          "make its parent writable or free disk space",
          e);
    }
    System.setProperty("yunhe.log", file.toString());
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, "log4j2-jobs.xml");
    }
  }
}
