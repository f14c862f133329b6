package org.yunhe.ingestion.fhir;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes that are no resource, for topic {@code quarantine.<source>.<type>}.
 *
 * @param source name of the source
 * @param type resource type or level, {@code unknown} where it cannot be told
 * @param bytes the bytes as they came
 * @param reasonCode code of docs/errors.md
 * @param reason what is wrong
 * @param position where they were met, such as {@code file:line} or a request's id
 */
public record UnreadableRecord(
    String source, String type, byte[] bytes, String reasonCode, String reason, String position) {
  /** Type of what cannot be told. */
  public static final String UNKNOWN = "unknown";

  /** Returns the topic that the bytes go to. */
  public String topic() {
    return "quarantine." + source + "." + type;
  }

  /** Returns the headers of the record, in UTF-8. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("yunhe.reason_code", reasonCode);
    headers.put("yunhe.reason", reason);
    headers.put("yunhe.position", position);
    headers.put("yunhe.target", FhirRecord.topic(source, type));
    return headers;
  }
}
