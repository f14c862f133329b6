package org.yunhe.ingestion.fhir.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.yunhe.ingestion.fhir.FhirRecord;

/** What became of one file, written once Kafka has taken every record of it. */
final class FileReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FeedFile file;
  private final Instant started;
  private final Map<String, Long> resources = new TreeMap<>();
  private final AtomicLong waiting = new AtomicLong();
  private long deleted;
  private long unreadable;
  private String hash;

  FileReport(FeedFile file, Instant started) {
    this.file = file;
    this.started = started;
  }

  /** Counts an item. */
  void count(FeedItem item) {
    FhirRecord record = item.record();
    if (record == null) {
      unreadable++;
    } else if (record.resource() == null) {
      deleted++;
    } else {
      resources.merge(record.type(), 1L, Long::sum);
    }
  }

  /** Notes that a record was handed to Connect. */
  void sent() {
    waiting.incrementAndGet();
  }

  /** Notes that Kafka has taken a record. */
  void acknowledged() {
    waiting.decrementAndGet();
  }

  /** Notes that the file was read to its end. */
  void finished(String sha256) {
    hash = sha256;
  }

  /** Whether nothing is outstanding any more. */
  boolean complete() {
    return hash != null && waiting.get() <= 0;
  }

  /** Returns the report as JSON. */
  byte[] json(String source) throws IOException {
    ObjectNode report = JSON.createObjectNode();
    report.put("source", source).put("file", file.name()).put("bytes", file.size());
    report.put("modified", file.modified().toString()).put("sha256", hash);
    report.put("started", started.toString()).put("ended", Instant.now().toString());
    ObjectNode byType = report.putObject("resources");
    resources.forEach(byType::put);
    report.put("deleted", deleted).put("unreadable", unreadable);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
  }
}
