package org.yunhe.jobs;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a line per finished step with the time since the start. */
public final class Progress {
  private final PrintStream out;
  private final String job;
  private final long startedNanos = System.nanoTime();

  /** Creates the progress of one job. */
  public Progress(PrintStream out, String job) {
    this.out = out;
    this.job = job;
  }

  /** Prints what is done now. */
  public void step(String text) {
    out.println(
        String.format(
            Locale.ROOT, "%-12s %6.1f s  %s", job, (System.nanoTime() - startedNanos) / 1e9, text));
  }
}
