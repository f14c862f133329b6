package org.yunhe.ingestion.fhir.file;

import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.UnreadableRecord;

/**
 * What one place of a file holds: a resource or its deletion, or what cannot be read.
 *
 * @param record the resource, or null
 * @param unreadable what cannot be read, or null
 */
record FeedItem(FhirRecord record, UnreadableRecord unreadable) {
  static FeedItem of(FhirRecord record) {
    return new FeedItem(record, null);
  }

  static FeedItem of(UnreadableRecord unreadable) {
    return new FeedItem(null, unreadable);
  }
}
