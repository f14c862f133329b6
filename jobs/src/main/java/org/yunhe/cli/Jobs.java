package org.yunhe.cli;

import java.util.List;

/** The names of the batch jobs. */
final class Jobs {
  private Jobs() {}

  static List<String> names() {
    return List.of(
        "core",
        "patient-360",
        "indicators",
        "cohorts",
        "deidentify",
        "quality",
        "compare-roads",
        "maintain",
        "retention",
        "all");
  }
}
