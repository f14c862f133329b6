package org.yunhe.models.error;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The faults of one file: passes them on and remembers whether there were any, so that a reader
 * goes through the whole file and gives it up only at its end.
 */
public final class FileFaults implements Faults {
  private final Faults faults;
  private boolean any;

  /** Passes on to {@code faults}. */
  public FileFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void report(YunheException fault) {
    any = true;
    faults.report(fault);
  }

  /** Returns what {@code reading} gives, which may be null; {@code standIn} where it is faulty. */
  public <T> T read(T standIn, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (YunheException e) {
      report(e);
      return standIn;
    }
  }

  /** Returns what {@code reading} gives, or null where it is faulty. */
  public <T> T read(Supplier<T> reading) {
    return read(null, reading);
  }

  /** Returns what was read, unless there was a fault. */
  public <T> Optional<T> unlessFaulty(T whole) {
    return any ? Optional.empty() : Optional.of(whole);
  }
}
