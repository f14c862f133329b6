package org.yunhe.ingestion.fhir.pull;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Something that is read step by step, each with at most a few requests. */
interface Feed {
  /**
   * What a step brought.
   *
   * @param records records for Kafka, maybe none
   * @param more whether another step may bring more at once
   */
  record Step(List<SourceRecord> records, boolean more) {}

  /** Makes one step. */
  Step step() throws InterruptedException;
}
