package org.yunhe.jobs;

import java.util.List;

/** One batch job; a new one is a class and a line in {@code META-INF/services}. */
public interface Job {

  /** Returns the name it is called by, such as {@code patient-360}. */
  String name();

  /** Returns the names of the jobs whose results it reads. */
  default List<String> after() {
    return List.of();
  }

  /** Returns whether {@code all} runs it too. */
  default boolean partOfAll() {
    return true;
  }

  /** Returns whether it makes a mart of core alone, and so can make it of a past state of core. */
  default boolean rebuildsPast() {
    return false;
  }

  /** Returns whether it counts: then rows of sources that repeat another are not read of core. */
  default boolean leavesOutRepeats() {
    return rebuildsPast();
  }

  /** Returns the tables whose new rows it merges, where it can follow them as they grow. */
  default List<String> inputs() {
    return List.of();
  }

  /** Returns the names of the locks it holds: jobs that would undo each other's work share one. */
  default List<String> locks() {
    return List.of(name());
  }

  /** Does the work; running it twice leaves the same tables. */
  JobResult run(JobContext context);
}
