package org.yunhe.ingestion.fhir.pull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Asks the server, not faster than it may and logged in. What may pass by itself is a {@link
 * RetriableException}: Connect asks the task again, and {@link #ready} holds it back.
 */
final class FhirClient {
  private static final String FHIR = "application/fhir+json";
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final HttpClient http;
  private final Login login;
  private final Pace pace;
  private final FhirSourceConfig config;

  FhirClient(FhirSourceConfig config, CountDownLatch stopped) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(config.patience())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    this.login = Login.of(config, http);
    this.pace = new Pace(config.spacing(), config.longestPause(), stopped);
  }

  /** Whether a request may go out now; waits a little. */
  boolean ready() throws InterruptedException {
    return pace.ready(LOOK);
  }

  /** The address of something below the base. */
  URI address(String path) {
    return URI.create(config.url() + "/" + path);
  }

  /** Asks for FHIR JSON; any answer but one that is retried or refuses access is returned. */
  HttpResponse<byte[]> get(URI address) throws InterruptedException {
    return send(request(address), BodyHandlers.ofByteArray());
  }

  /** Asks for work that the server does on its own time. */
  HttpResponse<byte[]> kickOff(URI address) throws InterruptedException {
    return send(request(address).header("Prefer", "respond-async"), BodyHandlers.ofByteArray());
  }

  /** Opens a file of lines. */
  HttpResponse<InputStream> open(URI address) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(address).header("Accept", "application/fhir+ndjson"),
        BodyHandlers.ofInputStream());
  }

  /** Tells the server that something is not needed any more. */
  void delete(URI address) throws InterruptedException {
    send(HttpRequest.newBuilder(address).DELETE(), BodyHandlers.ofByteArray());
  }

  /** Has the next request wait, as the server wishes. */
  void waitAsToldBy(HttpResponse<?> answer) {
    pace.failed(retryAfter(answer));
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).header("Accept", FHIR);
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws InterruptedException {
    HttpResponse<T> answer = once(request, body);
    if (answer.statusCode() == 401 && login.renew()) {
      answer = once(request, body);
    }
    int status = answer.statusCode();
    if (status == 401 || status == 403) {
      throw new ConnectException(
          new YunheException(
                  ErrorCode.ACCESS_REFUSED,
                  answer.uri() + " refuses access (" + status + ")",
                  "correct the secrets of " + config.source() + ", or ask for the right to read")
              .line());
    }
    if (status == 429 || status >= 500) {
      pace.failed(retryAfter(answer));
      throw new RetriableException(answer.uri() + " answers " + status);
    }
    pace.answered();
    return answer;
  }

  private <T> HttpResponse<T> once(HttpRequest.Builder request, BodyHandler<T> body)
      throws InterruptedException {
    pace.await();
    pace.sent();
    request.timeout(config.patience());
    try {
      String header = login.header();
      if (header != null && sameServer(request.build().uri())) {
        request.setHeader("Authorization", header);
      }
      return http.send(request.build(), body);
    } catch (IOException e) {
      pace.failed(null);
      throw new RetriableException(request.build().uri() + " does not answer", e);
    }
  }

  /** A page or file may lie elsewhere; our login is for the server itself. */
  private boolean sameServer(URI address) {
    return URI.create(config.url()).getAuthority().equals(address.getAuthority());
  }

  private static Duration retryAfter(HttpResponse<?> answer) {
    String wanted = answer.headers().firstValue("Retry-After").orElse("");
    if (wanted.matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(wanted));
    }
    Instant until = time(wanted);
    return until == null ? null : Duration.between(Instant.now(), until);
  }

  /** The server's clock as an answer tells it; ours where it does not. */
  static Instant serverTime(HttpResponse<?> answer) {
    Instant time = time(answer.headers().firstValue("Date").orElse(""));
    return time == null ? Instant.now() : time;
  }

  private static Instant time(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
