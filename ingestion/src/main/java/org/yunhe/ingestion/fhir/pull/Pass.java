package org.yunhe.ingestion.fhir.pull;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
  private final FhirClient client;
  private final int pageSize;
  private URI next;
  private Instant time;
  private boolean sorted;
  private boolean single;

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
    if (page.fault() != null && !single) {
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
    next = link == null ? null : address.resolve(link);
    if (next == null) {
      single = false;
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

  /** The server's clock when the pass began. */
  Instant time() {
    return time;
  }

  /** Whether the server has said that it sorts by time. */
  boolean sorted() {
    return sorted;
  }
}
