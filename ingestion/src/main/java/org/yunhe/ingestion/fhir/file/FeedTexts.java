package org.yunhe.ingestion.fhir.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yunhe.ingestion.fhir.BundleEntries;
import org.yunhe.ingestion.fhir.BundleEntry;
import org.yunhe.ingestion.fhir.BundlePage;
import org.yunhe.ingestion.fhir.FhirJson;
import org.yunhe.ingestion.fhir.FhirOrigin;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.IdRule;
import org.yunhe.ingestion.fhir.Operation;
import org.yunhe.ingestion.fhir.ResourceHead;
import org.yunhe.ingestion.fhir.UnreadableRecord;

/**
 * Reads the texts of one file. A resource is passed on as the bytes it is; a bundle becomes its
 * entries, whose references to each other are resolved.
 */
final class FeedTexts {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] URN = "\"urn:".getBytes(UTF_8);

  private final FhirJson tree = new FhirJson();
  private final BundleEntries bundles = new BundleEntries(IdRule.OWN);
  private final String source;
  private final FeedFile file;

  FeedTexts(String source, FeedFile file) {
    this.source = source;
    this.file = file;
  }

  /** Returns what {@code text}, which begins in {@code line}, holds. */
  List<FeedItem> read(byte[] text, long line) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return unreadable(text, line, null, "FHIR_NOT_JSON", "a JSON object is expected");
      }
      ResourceHead head = ResourceHead.read(parser);
      if (parser.nextToken() != null) {
        return unreadable(text, line, head.type(), "FHIR_NOT_JSON", "something follows the object");
      }
      if ("Bundle".equals(head.type())) {
        return contains(text, URN) ? resolved(text, line) : entries(text, line);
      }
      return List.of(item(head, text, line));
    } catch (JsonProcessingException e) {
      return unreadable(text, line, null, "FHIR_NOT_JSON", e.getOriginalMessage());
    } catch (IOException e) {
      return unreadable(text, line, null, "FHIR_NOT_JSON", String.valueOf(e.getMessage()));
    }
  }

  /** Returns what stands for a line that is too long to be passed on. */
  List<FeedItem> tooLong(byte[] begin, long line) {
    return unreadable(
        begin, line, null, "FHIR_TOO_LARGE", "only the first " + begin.length + " bytes are kept");
  }

  /** Returns what stands for the rest of a file that breaks off after {@code line}. */
  FeedItem broken(String reason, long line) {
    return unreadable(new byte[0], line, null, "FHIR_BROKEN_FILE", reason).getFirst();
  }

  private FeedItem item(ResourceHead head, byte[] text, long line) {
    if (head.fault().isPresent()) {
      return unreadable(text, line, head.type(), "FHIR_NO_RESOURCE", head.fault().get()).getFirst();
    }
    boolean whole = head.start() == 0 && head.end() == text.length;
    byte[] resource = whole ? text : Arrays.copyOfRange(text, head.start(), head.end());
    return FeedItem.of(
        new FhirRecord(
            FhirOrigin.inFile(source, file.name(), line),
            Operation.READ,
            head.type(),
            head.id(),
            head.version(),
            millis(head.updated()),
            resource));
  }

  private List<FeedItem> entries(byte[] text, long line) {
    BundlePage page = BundlePage.read(text);
    List<FeedItem> items = new ArrayList<>();
    for (BundlePage.Entry entry : page.entries()) {
      long place = place(line, items.size());
      if (entry.deletes()) {
        items.add(
            deleted(entry.target(), entry.version(), entry.modified(), place, page.bytes(entry)));
      } else if (entry.head() == null) {
        items.addAll(unreadable(page.bytes(entry), place, null, "FHIR_NO_RESOURCE", "no resource"));
      } else {
        items.add(item(entry.head(), text, place));
      }
    }
    return items;
  }

  private List<FeedItem> resolved(byte[] text, long line) throws JsonProcessingException {
    List<FeedItem> items = new ArrayList<>();
    for (BundleEntry entry : bundles.resolve(tree.read(text))) {
      long place = place(line, items.size());
      byte[] bytes = tree.write(entry.resource() == null ? entry.entry() : entry.resource());
      if (entry.deletes()) {
        String[] target = entry.id() == null ? null : new String[] {entry.type(), entry.id()};
        items.add(deleted(target, null, null, place, bytes));
      } else if (entry.resource() == null) {
        items.addAll(unreadable(bytes, place, null, "FHIR_NO_RESOURCE", "no resource"));
      } else {
        items.addAll(read(bytes, place));
      }
    }
    return items;
  }

  private FeedItem deleted(String[] target, String version, Instant when, long line, byte[] entry) {
    if (target == null) {
      return unreadable(entry, line, null, "FHIR_NO_RESOURCE", "the deletion names no resource")
          .getFirst();
    }
    return FeedItem.of(
        new FhirRecord(
            FhirOrigin.inFile(source, file.name(), line),
            Operation.DELETE,
            target[0],
            target[1],
            version,
            millis(when),
            null));
  }

  private List<FeedItem> unreadable(
      byte[] bytes, long line, String type, String code, String reason) {
    boolean known = type != null && type.matches("[A-Z][A-Za-z]{1,63}");
    return List.of(
        FeedItem.of(
            new UnreadableRecord(
                source,
                known ? type : UnreadableRecord.UNKNOWN,
                bytes,
                code,
                reason,
                file.name() + ":" + line)));
  }

  /** The line of an entry: its own number where the whole file is one bundle. */
  private long place(long line, int entry) {
    return file.lines() ? line : entry + 1L;
  }

  private long millis(Instant when) {
    return (when == null ? file.modified() : when).toEpochMilli();
  }

  private static boolean contains(byte[] text, byte[] word) {
    for (int i = 0; i <= text.length - word.length; i++) {
      if (text[i] == word[0] && Arrays.equals(text, i, i + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
