package org.yunhe.ingestion.fhir.pull;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.yunhe.ingestion.fhir.BundlePage;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * One pass over the pages of a question, by the server's next links. A page that cannot be read is
 * answered by asking again with one resource a page, so that only that resource is left out.
 */
final class Pass {
  private static final byte[] ENTRY = "\"entry\"".getBytes(StandardCharsets.UTF_8);

  private final FhirClient client;
  private final int pageSize;
  private URI next;
  private Instant time;
  private boolean sorted;
  private boolean single;
  private boolean alone;
  private String suspect;
  private final Set<String> handled = new HashSet<>();

  Pass(FhirClient client, int pageSize) {
    this.client = client;
    this.pageSize = pageSize;
  }

  /** Whether the first page is still to be asked for. */
  boolean fresh() {
    return next == null;
  }

  /** Begins with a question below the base, to which the size of a page is added. */
  void begin(String question) {
    next = client.address(question + "&_count=" + (single ? 1 : pageSize));
    time = null;
    sorted = false;
  }

  /**
   * Reads the page that is next; null where the pass had to be given up, to be begun again with one
   * resource a page.
   */
  BundlePage read() throws InterruptedException {
    URI address = next;
    HttpResponse<byte[]> answer = client.get(address);
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    BundlePage page = BundlePage.read(answer.body());
    alone = single;
    if (page.fault() != null && !single && !handled.contains(fingerprint(page))) {
      suspect = fingerprint(page);
      single = true;
      next = null;
      return null;
    }
    if (time == null) {
      time = FhirClient.serverTime(answer);
      String self = page.links().getOrDefault("self", "");
      sorted = URLDecoder.decode(self, StandardCharsets.UTF_8).contains("_sort=_lastUpdated");
    }
    String link = page.links().get("next");
    next = link == null ? null : address.resolve(link.replace(" ", "%20").replace("|", "%7C"));
    if (next == null && single) {
      single = false;
      handled.add(suspect);
    }
    return page;
  }

  private RuntimeException refused(HttpResponse<byte[]> answer) {
    boolean first = time == null;
    next = null;
    if (!first) {
      return new RetriableException(answer.uri() + " is kept no longer, its pass begins again");
    }
    return new ConnectException(
        new YunheException(
                ErrorCode.CONNECTOR_FAILED,
                answer.uri() + " answers " + answer.statusCode(),
                "take the type out of fhir.types, or see what the server supports")
            .line());
  }

  /** Whether the page that was read last was asked to hold one resource. */
  boolean alone() {
    return alone;
  }

  /** What a page holds, without its id and times, which differ from answer to answer. */
  static String fingerprint(BundlePage page) {
    byte[] text = page.text();
    int from = 0;
    for (int i = 0; i <= text.length - ENTRY.length && from == 0; i++) {
      if (Arrays.equals(text, i, i + ENTRY.length, ENTRY, 0, ENTRY.length)) {
        from = i;
      }
    }
    CRC32 sum = new CRC32();
    sum.update(text, from, text.length - from);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /** The server's clock when the pass began. */
  Instant time() {
    return time;
  }

  /** Whether the server has said that it sorts by time. */
  boolean sorted() {
    return sorted;
  }
}
