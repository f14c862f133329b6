package org.yunhe.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which entries of quarantine a command is about. */
final class QuarantineFilter {
  @Option(names = "--source", paramLabel = "SOURCE", description = "only those of this source")
  private String source;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "only those of this stage: ingestion, landing, quality or core")
  private String stage;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "only those with this reason code (docs/errors.md)")
  private String code;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many, newest first (default: ${DEFAULT-VALUE})")
  private int limit = 50;

  /** Returns the condition with a question mark for each of {@link #values}. */
  String condition() {
    StringBuilder condition = new StringBuilder("true");
    if (source != null) {
      condition.append(" AND source = ?");
    }
    if (stage != null) {
      condition.append(" AND stage = ?");
    }
    if (code != null) {
      condition.append(" AND reason_code = ?");
    }
    return condition.toString();
  }

  List<String> values() {
    List<String> values = new ArrayList<>();
    for (String value : new String[] {source, stage, code}) {
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  boolean isEmpty() {
    return values().isEmpty();
  }

  int limit() {
    return Math.max(0, limit);
  }
}
