package org.yunhe.ingestion.fhir.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.connect.errors.ConnectException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** OAuth2 client credentials: a token is kept until shortly before it ends, or is not taken. */
final class TokenLogin implements Login {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEFAULT_SECONDS = 300;

  /** Share of its time that a token is used for, so that none ends on the way. */
  private static final double USED = 0.8;

  private final FhirSourceConfig config;
  private final HttpClient http;
  private String token;
  private Instant until = Instant.MIN;

  TokenLogin(FhirSourceConfig config, HttpClient http) {
    this.config = config;
    this.http = http;
  }

  @Override
  public String header() throws IOException, InterruptedException {
    if (token == null || Instant.now().isAfter(until)) {
      fetch();
    }
    return "Bearer " + token;
  }

  @Override
  public boolean renew() {
    boolean had = token != null;
    token = null;
    return had;
  }

  private void fetch() throws IOException, InterruptedException {
    String form = "grant_type=client_credentials&scope=" + URLEncoder.encode(config.scope(), UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(config.tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("Authorization", basic(config.clientId(), config.clientSecret()))
            .timeout(config.patience())
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
      throw new IOException(config.tokenUrl() + " answers " + answer.statusCode());
    }
    JsonNode grant = answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
    if (grant == null || !grant.path("access_token").isTextual()) {
      throw new ConnectException(
          new YunheException(
                  ErrorCode.ACCESS_REFUSED,
                  config.tokenUrl() + " gives no token (" + answer.statusCode() + ")",
                  "correct client_id and client_secret in the secrets of " + config.source())
              .line());
    }
    token = grant.get("access_token").textValue();
    long seconds = grant.path("expires_in").asLong(DEFAULT_SECONDS);
    until = Instant.now().plusMillis((long) (seconds * 1000 * USED));
  }

  static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }
}
