package org.yunhe.ingestion.dicom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Asks one DICOMweb server, and tells what is worth another try from what is not. */
final class DicomWebClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final String ACCEPT = "application/dicom+json, application/json;q=0.9";
  private static final int MOST_SECONDS = 600;

  private final String base;
  private final Credentials credentials;
  private final Duration timeout;
  private final HttpClient http;

  DicomWebClient(String base, Credentials credentials, Duration timeout) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.credentials = credentials;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /**
   * Returns the answer to a GET.
   *
   * @throws ArchiveUnavailableException if the server is down, busy or out of time
   * @throws ConnectException if it refuses the credentials
   */
  Answer get(String request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + request))
            .timeout(timeout)
            .header("Accept", ACCEPT);
    if (credentials.header() != null) {
      builder.header("Authorization", credentials.header());
    }
    HttpResponse<byte[]> response = send(builder.build(), request);
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      YunheException refused = refused(status);
      throw new ConnectException(refused.line(), refused);
    }
    if (status == 408 || status == 429 || status == 502 || status == 503 || status == 504) {
      throw new ArchiveUnavailableException(
          base + request + " answers " + status, retryAfter(response), null);
    }
    return new Answer(
        request,
        status,
        response.headers().firstValue("Content-Type").orElse("").contains("json"),
        response.headers().firstValue("Warning").filter(text -> text.contains("299")).isPresent(),
        response.body());
  }

  /** The request's own timeout ends with the first byte of the answer; this one with the last. */
  private HttpResponse<byte[]> send(HttpRequest request, String path) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ArchiveUnavailableException(base + path + " was interrupted", null, e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ArchiveUnavailableException(base + path + " takes too long", null, e);
    } catch (ExecutionException e) {
      throw new ArchiveUnavailableException(
          base + path + " does not answer: " + e.getCause(), null, e.getCause());
    }
  }

  private YunheException refused(int status) {
    return new YunheException(
        ErrorCode.ACCESS_REFUSED,
        base + " refuses the connector (" + status + ")",
        "correct auth.type and the secret it uses, then restart the connector");
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), MOST_SECONDS)))
        .orElse(null);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
