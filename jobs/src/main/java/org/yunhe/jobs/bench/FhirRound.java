package org.yunhe.jobs.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one size came to.
 *
 * @param resources resources in the files
 * @param road the way into core
 * @param peer Pathling on the same files
 */
record FhirRound(long resources, FhirRoad.Passage road, FhirRoad.Peer peer) {
  static final String HEAD =
      """
      | resources | to Kafka, s | to raw.fhir, s | to core, s | in all, s | resources/s | CPU ms each \
      | Pathling, s | resources/s | CPU ms each | ratio | of CPU |
      |---|---|---|---|---|---|---|---|---|---|---|---|""";

  /**
   * Returns the fates of the resources, which add up to all of them, the rows of core, and the
   * processor time of each part.
   */
  List<String> notes() {
    String fates =
        road.fates().entrySet().stream()
            .map(fate -> String.format(Locale.ROOT, "%s %,d", fate.getKey(), fate.getValue()))
            .collect(Collectors.joining(" + "));
    String parts =
        road.cpuMillis().entrySet().stream()
            .map(
                part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue() / 1e3))
            .collect(Collectors.joining(", "));
    return List.of(
        String.format(
            Locale.ROOT, "%,d in = %s; %,d rows in core", resources, fates, road.coreRows()),
        "processor time, s: " + parts);
  }

  /** Returns the line of the table. */
  String line() {
    double ours = resources / road.seconds();
    double theirs = resources / peer.seconds();
    return String.format(
        Locale.ROOT,
        "| %,d | %.1f | %.1f | %.1f | %.1f | %,.0f | %.2f | %.1f | %,.0f | %.2f | %.2f | %.2f |",
        resources,
        road.toKafka(),
        road.toRaw(),
        road.toCore(),
        road.seconds(),
        ours,
        (double) road.allMillis() / resources,
        peer.seconds(),
        theirs,
        (double) peer.cpuMillis() / resources,
        ours / theirs,
        (double) peer.cpuMillis() / road.allMillis());
  }
}
