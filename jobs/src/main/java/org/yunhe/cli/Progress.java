package org.yunhe.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows the steps of a long command, a line each with its elapsed time. */
final class Progress {
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** What a step does; it may tell how far it is. */
  interface Step {
    /** Runs the step and returns the words that its line ends with. */
    String run(Consumer<String> note) throws Exception;
  }

  private final PrintStream out;
  private final int total;
  private final Instant start = Instant.now();
  private int number;
  private Instant lastNote = Instant.now();

  Progress(PrintStream out, int total) {
    this.out = out;
    this.total = total;
  }

  void step(String title, Step step) throws Exception {
    number++;
    Instant begun = Instant.now();
    lastNote = begun;
    String result = step.run(text -> note(title, text, begun));
    out.printf(
        Locale.ROOT, "[%2d/%d] %-22s %-52s %7s%n", number, total, title, result, seconds(begun));
    out.flush();
  }

  /** Returns the time since the command began, such as {@code 12.3 s}. */
  String elapsed() {
    return seconds(start);
  }

  private void note(String title, String text, Instant begun) {
    if (Duration.between(lastNote, Instant.now()).compareTo(QUIET) >= 0) {
      lastNote = Instant.now();
      out.printf(Locale.ROOT, "        %-22s   %s (%s)%n", title, text, seconds(begun));
      out.flush();
    }
  }

  private static String seconds(Instant begun) {
    return String.format(
        Locale.ROOT, "%.1f s", Duration.between(begun, Instant.now()).toMillis() / 1000.0);
  }
}
