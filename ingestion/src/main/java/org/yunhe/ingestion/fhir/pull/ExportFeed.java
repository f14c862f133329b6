package org.yunhe.ingestion.fhir.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.ingestion.fhir.ByteLines;
import org.yunhe.ingestion.fhir.ConnectRecords;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.UnreadableRecord;

/**
 * The first load by Bulk Data: the server prepares files, whose lines are read. Connect keeps the
 * address of the export with file and line, so that a restart goes on in the middle of a file.
 */
final class ExportFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(ExportFeed.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_LINE = 16 << 20;
  private static final int LINES_A_STEP = 500;
  private static final String EXPORT = "export";
  private static final String FILE = "file";
  private static final String LINE = "line";

  private final FhirSourceConfig config;
  private final FhirClient client;
  private final Map<String, Map<String, Object>> kept;
  private final Map<String, KnownIds> ids;
  private URI status;
  private Instant time;
  private boolean refused;
  private List<ExportFile> files;
  private int file;
  private InputStream open;
  private ByteLines lines;
  private byte[] ahead;
  private long line;

  /**
   * Creates one for the types of {@code kept}, each with what Connect has of it, or null.
   *
   * @param ids where the ids of each type are noted
   */
  ExportFeed(
      FhirSourceConfig config,
      FhirClient client,
      Map<String, Map<String, Object>> kept,
      Map<String, KnownIds> ids) {
    this.config = config;
    this.client = client;
    this.kept = new TreeMap<>(kept);
    this.ids = ids;
    kept.values().stream()
        .filter(offset -> offset != null && offset.get(EXPORT) != null)
        .findFirst()
        .ifPresent(offset -> status = URI.create((String) offset.get(EXPORT)));
  }

  /** The time from which changes follow; null where the server has refused to export. */
  Instant time() {
    return refused ? null : time;
  }

  @Override
  public Step step() throws InterruptedException {
    if (status == null) {
      kickOff();
    } else if (files == null) {
      ask();
    } else if (file < files.size()) {
      return read();
    } else {
      release();
      return new Step(List.of(), false);
    }
    return new Step(List.of(), !refused);
  }

  /**
   * Lets the server remove the files; one that does not allow that keeps them as long as it likes.
   */
  private void release() throws InterruptedException {
    try {
      client.delete(status);
    } catch (ConnectException e) {
      LOG.info("{} stays: {}", status, e.getMessage());
    }
  }

  private void kickOff() throws InterruptedException {
    String types = String.join(",", kept.keySet());
    HttpResponse<byte[]> answer = client.kickOff(client.address("$export?_type=" + types));
    String location = answer.headers().firstValue("Content-Location").orElse(null);
    if (answer.statusCode() == 202 && location != null) {
      status = URI.create(config.url() + "/").resolve(location);
    } else {
      LOG.warn("{} does not export ({}), so it is paged", config.url(), answer.statusCode());
      refused = true;
    }
  }

  private void ask() throws InterruptedException {
    HttpResponse<byte[]> answer = client.get(status);
    if (answer.statusCode() == 202) {
      client.waitAsToldBy(answer);
    } else if (answer.statusCode() == 200) {
      try {
        JsonNode manifest = JSON.readTree(answer.body());
        time = OffsetDateTime.parse(manifest.path("transactionTime").asText()).toInstant();
        files = ExportFile.of(manifest, List.copyOf(kept.keySet()));
      } catch (IOException e) {
        throw new RetriableException(status + " is not JSON", e);
      }
    } else {
      LOG.warn("{} answers {}, so the export begins again", status, answer.statusCode());
      status = null;
      kept.replaceAll((type, offset) -> null);
    }
  }

  private Step read() throws InterruptedException {
    ExportFile current = files.get(file);
    try {
      if (lines == null && !open(current)) {
        return new Step(List.of(), true);
      }
      List<SourceRecord> records = new ArrayList<>();
      while (ahead != null && records.size() < LINES_A_STEP) {
        byte[] text = ahead;
        line++;
        ahead = lines.next();
        records.addAll(records(current, text));
      }
      if (ahead == null) {
        close();
      }
      return new Step(records, true);
    } catch (IOException e) {
      reopenLater(current);
      throw new RetriableException(current.url() + " breaks off after line " + line, e);
    }
  }

  private boolean open(ExportFile current) throws IOException, InterruptedException {
    Map<String, Object> offset = kept.get(current.type());
    boolean here = offset != null && current.url().toString().equals(offset.get(FILE));
    if (offset != null && !here && offset.get(FILE) != null && listed(current, offset)) {
      file++;
      return false;
    }
    HttpResponse<InputStream> answer = client.open(current.url());
    if (answer.statusCode() != 200) {
      status = null;
      files = null;
      kept.replaceAll((type, old) -> null);
      throw new IOException(current.url() + " answers " + answer.statusCode());
    }
    open = answer.body();
    lines = new ByteLines(open, LONGEST_LINE);
    long done = here ? ((Number) offset.get(LINE)).longValue() : 0;
    for (line = 0; line < done; line++) {
      lines.next();
    }
    ahead = lines.next();
    if (ahead == null) {
      close();
      return false;
    }
    return true;
  }

  /** Whether the file that Connect has an offset of comes after {@code current}. */
  private boolean listed(ExportFile current, Map<String, Object> offset) {
    return files.subList(file + 1, files.size()).stream()
        .anyMatch(
            later ->
                later.type().equals(current.type())
                    && later.url().toString().equals(offset.get(FILE)));
  }

  private List<SourceRecord> records(ExportFile current, byte[] text) {
    ConnectRecords connect =
        new ConnectRecords(Progress.partition(config.source(), current.type(), SearchFeed.KIND));
    Map<String, Object> offset =
        ahead == null && current.last() ? Progress.from(time).toMap() : offset(current);
    List<SourceRecord> records = new ArrayList<>();
    for (Object each : new ExportLines(config.source(), time).read(current, text, line)) {
      if (each instanceof FhirRecord resource) {
        ids.get(current.type()).add(resource.id());
        records.add(connect.of(resource, offset));
      } else {
        records.add(connect.of((UnreadableRecord) each, offset));
      }
    }
    return records;
  }

  private Map<String, Object> offset(ExportFile current) {
    Map<String, Object> offset = new HashMap<>();
    offset.put(EXPORT, status.toString());
    offset.put(FILE, current.url().toString());
    offset.put(LINE, line);
    return offset;
  }

  private void close() throws IOException {
    open.close();
    lines = null;
    file++;
  }

  private void reopenLater(ExportFile current) {
    if (files != null) {
      kept.put(current.type(), offset(current));
    }
    lines = null;
  }
}
