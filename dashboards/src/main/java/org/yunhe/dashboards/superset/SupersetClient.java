package org.yunhe.dashboards.superset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Superset's REST API as one account: signed in, with the token against forged requests. */
final class SupersetClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final int UNAUTHORIZED = 401;

  private final String url;
  private final HttpClient http;
  private String token = "";
  private String csrf = "";

  /** Signs in at {@code url}. */
  SupersetClient(String url, String account, String password) {
    this.url = url;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .build();
    token =
        post(
                "/api/v1/security/login",
                Map.of(
                    "username", account, "password", password, "provider", "db", "refresh", false))
            .path("access_token")
            .asText();
    csrf = get("/api/v1/security/csrf_token/").path("result").asText();
  }

  /** Returns the answer to a query; {@code query} is in Rison, or null for none. */
  JsonNode get(String path, String query) {
    return get(
        query == null ? path : path + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  JsonNode get(String path) {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  JsonNode post(String path, Object body) {
    return send("POST", path, json(body), "application/json");
  }

  JsonNode put(String path, Object body) {
    return send("PUT", path, json(body), "application/json");
  }

  /** Sends a file and further fields as a form. */
  JsonNode upload(String path, String field, byte[] file, Map<String, String> fields) {
    String boundary = "yunhe-" + Long.toHexString(System.nanoTime());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            body.writeBytes(
                ("--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\""
                        + name
                        + "\"\r\n\r\n"
                        + value
                        + "\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\""
                + field
                + "\"; filename=\"yunhe.zip\"\r\nContent-Type: application/zip\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        path,
        BodyPublishers.ofByteArray(body.toByteArray()),
        "multipart/form-data; boundary=" + boundary);
  }

  private JsonNode send(String method, String path, BodyPublisher body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .header("Accept", "application/json")
            .header("Referer", url)
            .method(method, body);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
      request.header("X-CSRFToken", csrf);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == UNAUTHORIZED) {
        throw new YunheException(
            ErrorCode.ACCESS_REFUSED,
            "Superset at " + url + " refuses the account",
            "correct its password below .yunhe/secrets");
      }
      if (answer.statusCode() >= 300) {
        throw new YunheException(
            ErrorCode.START_FAILED,
            "Superset refuses " + method + " " + path + ": " + shortened(answer.body()),
            "see './yunhe logs superset'");
      }
      return answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "Superset at " + url + " does not answer: " + e.getMessage(),
          "look at './yunhe status', then run './yunhe up' again",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.UNREACHABLE, "interrupted", "run it again", e);
    }
  }

  private static String shortened(String body) {
    String line = body.replaceAll("\\s+", " ");
    return line.length() > 600 ? line.substring(0, 600) + "…" : line;
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofString(SupersetBundle.json(body));
  }
}
