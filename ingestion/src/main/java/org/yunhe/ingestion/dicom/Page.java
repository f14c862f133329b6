package org.yunhe.ingestion.dicom;

import java.util.List;
import java.util.stream.Stream;

/**
 * Part of a list that an archive gave.
 *
 * @param objects what can be used
 * @param malformed what cannot
 * @param received how many objects came, those that cannot be used included
 * @param more whether the archive may have more
 */
record Page(List<DicomObject> objects, List<Malformed> malformed, int received, boolean more) {

  /** Returns whether everything in it can be used, so that what is missing is missing. */
  boolean isComplete() {
    return malformed.isEmpty();
  }

  /** Returns this page and the one after it. */
  Page and(Page next) {
    return new Page(
        Stream.concat(objects.stream(), next.objects.stream()).toList(),
        Stream.concat(malformed.stream(), next.malformed.stream()).toList(),
        received + next.received,
        next.more);
  }
}
