package org.yunhe.ingestion.simulator.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.yunhe.lakehouse.server.ServerCertificate;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Posts bundles to the FHIR endpoint and waits where the endpoint asks to. */
final class PushClient {
  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration ANSWER = Duration.ofMinutes(3);
  private static final long LONGEST_SECONDS = 30;

  private final ObjectMapper json = new ObjectMapper();
  private final URI url;
  private final String key;
  private final HttpClient http;

  PushClient(String url, Path certificate, String key) {
    this.url = URI.create(url);
    this.key = key;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .sslContext(ServerCertificate.trust(certificate))
            .build();
  }

  /** Returns the answer to a bundle: a response bundle, or the outcome that refuses it. */
  JsonNode post(String bundle) {
    Instant end = Instant.now().plus(PATIENCE);
    String trouble = "";
    while (Instant.now().isBefore(end)) {
      long wait = 1;
      try {
        HttpResponse<byte[]> response =
            http.send(request(bundle), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 401) {
          throw new YunheException(
              ErrorCode.ACCESS_REFUSED,
              url + " refuses the key",
              "issue one: ./yunhe fhir-keys issue");
        }
        if (!LATER.contains(response.statusCode())) {
          return json.readTree(response.body());
        }
        trouble = "it answers " + response.statusCode();
        wait = response.headers().firstValueAsLong("Retry-After").orElse(1);
      } catch (IOException e) {
        trouble = e.toString();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      rest(Math.min(wait, LONGEST_SECONDS));
    }
    throw new YunheException(
        ErrorCode.UNREACHABLE, url + " takes nothing: " + trouble, "see ./yunhe status");
  }

  private HttpRequest request(String bundle) {
    return HttpRequest.newBuilder(url)
        .timeout(ANSWER)
        .header("Content-Type", "application/fhir+json")
        .header("Authorization", "Bearer " + key)
        .POST(HttpRequest.BodyPublishers.ofString(bundle))
        .build();
  }

  private static void rest(long seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static YunheException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new YunheException(ErrorCode.JOB_FAILED, "pushing was interrupted", "run it again", e);
  }
}
