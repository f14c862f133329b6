package org.yunhe.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One server of the embedded platform. */
interface Part {
  /** Returns the name people use for it. */
  String name();

  /** Returns the address people may open, or an empty text. */
  String address();

  /** Returns whether it does its work now. */
  boolean healthy();

  /** Returns whether the platform is whole without it as things are. */
  default boolean optional() {
    return false;
  }

  /** Starts it unless it runs; does not wait. */
  void start();

  /** Stops it and waits. */
  void stop();

  /** Returns its main process where it runs. */
  Optional<ProcessHandle> process();

  /** Returns its log. */
  Path log();

  /** Returns the last lines of its log. */
  List<String> lastLogLines(int count);
}
