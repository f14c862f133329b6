package org.yunhe.models.error;

/** Who can mend an error: it decides the wording and the exit code. */
public enum Blame {
  /** The command, an option or a setting is wrong. */
  USER(2),
  /** A record or a file of data is wrong. */
  DATA(3),
  /** Disk, memory, a port or another resource of the machine is missing. */
  RESOURCES(4),
  /** A server that Yunhe talks to does not answer or refuses. */
  EXTERNAL(5),
  /** Yunhe itself is wrong. */
  INTERNAL(1);

  private final int exitCode;

  Blame(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the exit code of a command that ends with such an error. */
  public int exitCode() {
    return exitCode;
  }
}
