package org.yunhe.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of the processes that this one started and that have ended, as Linux keeps it. */
final class ChildTime {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final int MILLIS_A_TICK = 10;

  /** Places of cutime and cstime behind the process's name, see proc_pid_stat(5). */
  private static final int USER = 13;

  private static final int SYSTEM = 14;

  private ChildTime() {}

  static long millis() {
    try {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return MILLIS_A_TICK * (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
