package org.yunhe.models.error;

import java.util.Optional;
import java.util.function.Supplier;

/** Where the faults of model files go: the first one ends the reading, or all are gathered. */
@FunctionalInterface
public interface Faults {
  /** The first fault ends the reading. */
  Faults FIRST =
      fault -> {
        throw fault;
      };

  /** Takes a fault; returns where the reading is to go on. */
  void report(YunheException fault);

  /** Returns what {@code reading} gives, or nothing where it is faulty or null. */
  default <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.ofNullable(reading.get());
    } catch (YunheException e) {
      report(e);
      return Optional.empty();
    }
  }

  /** Runs a check that has no result. */
  default void check(Runnable check) {
    try {
      check.run();
    } catch (YunheException e) {
      report(e);
    }
  }
}
