package org.yunhe.jobs.erasure;

import org.yunhe.jobs.JobMain;

/**
 * Erases one person: {@code EraseMain IDENTIFIER REQUESTED_BY REASON}. Exit codes as of {@link
 * JobMain}.
 */
public final class EraseMain {
  private static final int ARGUMENTS = 3;
  private static final int USAGE = 2;

  private EraseMain() {}

  /** Runs the erasure that the arguments describe. */
  public static void main(String[] args) {
    if (args.length != ARGUMENTS) {
      System.err.println("YU-001: three arguments are expected — IDENTIFIER REQUESTED_BY REASON");
      System.exit(USAGE);
    }
    System.exit(
        JobMain.run(
            () -> new EraseJob(new ErasureRequest(args[0], args[1], args[2])),
            System.out,
            System.err));
  }
}
