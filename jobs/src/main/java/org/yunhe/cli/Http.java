package org.yunhe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.yunhe.lakehouse.server.ServerCertificate;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Speaks JSON over HTTP with the parts. */
final class Http {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  /** Status and body of an answer. */
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status < 300;
    }

    /** Returns the server's own words about a failure. */
    String message() {
      return body.path("message").asText(body.toString());
    }
  }

  private Http() {}

  /** Returns the body at {@code url}, or nothing where there is no good answer. */
  static Optional<JsonNode> probe(String url) {
    try {
      Answer answer = send(HttpRequest.newBuilder(URI.create(url)).timeout(PROBE_TIMEOUT).build());
      return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a server answers at {@code url}, whatever it says. */
  static boolean reachable(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url)).timeout(PROBE_TIMEOUT).build()).status()
          > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the body at {@code url}, whose server shows the certificate in {@code pem}. */
  static Optional<JsonNode> probe(String url, Path pem) {
    if (!Files.exists(pem)) {
      return probe(url);
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE_TIMEOUT)
            .sslContext(ServerCertificate.trust(pem))
            .build()) {
      Answer answer =
          send(client, HttpRequest.newBuilder(URI.create(url)).timeout(PROBE_TIMEOUT).build());
      return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Sends {@code body} by {@code method}; a server that does not answer is YE-001. */
  static Answer call(String method, String url, String body) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    try {
      return send(
          HttpRequest.newBuilder(URI.create(url))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .method(method, publisher)
              .build());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          url + " does not answer",
          "look at './yunhe status', then run './yunhe up' again",
          e);
    }
  }

  static JsonNode parse(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static Answer send(HttpRequest request) throws IOException {
    return send(CLIENT, request);
  }

  private static Answer send(HttpClient client, HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), body(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static JsonNode body(String text) {
    try {
      return JSON.readTree(text.isEmpty() ? "{}" : text);
    } catch (IOException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
