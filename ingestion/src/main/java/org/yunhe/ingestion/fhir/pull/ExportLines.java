package org.yunhe.ingestion.fhir.pull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.fhir.BundlePage;
import org.yunhe.ingestion.fhir.FhirOrigin;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.Operation;
import org.yunhe.ingestion.fhir.ResourceHead;
import org.yunhe.ingestion.fhir.UnreadableRecord;

/** Turns lines of an export into records. */
record ExportLines(String source, Instant exported) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Returns what a line holds: {@link FhirRecord} or {@link UnreadableRecord}. */
  List<Object> read(ExportFile file, byte[] line, long number) {
    return file.deletions() ? deletions(file, line) : List.of(resource(file, line, number));
  }

  private Object resource(ExportFile file, byte[] line, long number) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return unreadable(file, line, number, "FHIR_NOT_JSON", "a JSON object is expected");
      }
      ResourceHead head = ResourceHead.read(parser);
      if (parser.nextToken() != null) {
        return unreadable(file, line, number, "FHIR_NOT_JSON", "something follows the object");
      }
      if (head.fault().isPresent()) {
        return unreadable(file, line, number, "FHIR_NO_RESOURCE", head.fault().get());
      }
      Instant updated = head.updated() == null ? exported : head.updated();
      return record(Operation.READ, head.type(), head.id(), head.version(), updated, line);
    } catch (JsonProcessingException e) {
      return unreadable(file, line, number, "FHIR_NOT_JSON", e.getOriginalMessage());
    } catch (IOException e) {
      return unreadable(file, line, number, "FHIR_NOT_JSON", String.valueOf(e.getMessage()));
    }
  }

  private List<Object> deletions(ExportFile file, byte[] line) {
    List<Object> deletions = new ArrayList<>();
    for (BundlePage.Entry entry : BundlePage.read(line).entries()) {
      String[] target = entry.deletes() ? entry.target() : null;
      if (target != null && target[0].equals(file.type())) {
        Instant when = entry.modified() == null ? exported : entry.modified();
        deletions.add(record(Operation.DELETE, target[0], target[1], entry.version(), when, null));
      }
    }
    return deletions;
  }

  private FhirRecord record(
      Operation operation, String type, String id, String version, Instant when, byte[] resource) {
    return new FhirRecord(
        FhirOrigin.of(source, "pull"), operation, type, id, version, when.toEpochMilli(), resource);
  }

  private UnreadableRecord unreadable(
      ExportFile file, byte[] line, long number, String code, String reason) {
    return new UnreadableRecord(source, file.type(), line, code, reason, file.url() + ":" + number);
  }
}
