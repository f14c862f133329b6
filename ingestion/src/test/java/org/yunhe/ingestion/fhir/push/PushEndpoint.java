package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.yunhe.ingestion.bench.PushSandbox;

/** One endpoint and broker for all suites that push, started with the first of them. */
final class PushEndpoint implements ParameterResolver {
  static final String ORG = "990121H001";
  static final String OTHER = "990122H001";
  static final int RATE = 400;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Access.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(PushEndpoint.class))
        .getOrComputeIfAbsent(Access.class);
  }

  record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
    String first() {
      return body.at("/issue/0/diagnostics").asText();
    }

    String element() {
      return body.at("/issue/0/expression/0").asText();
    }
  }

  /** The running endpoint, as a sender and as a reader of Kafka. */
  static final class Access implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final PushSandbox sandbox = PushSandbox.start("rate: " + RATE + ", body-mib: 4");
    private final TestLog log = new TestLog(sandbox.config().kafka().bootstrap());
    private final String key = sandbox.key(ORG);

    PushSandbox sandbox() {
      return sandbox;
    }

    TestLog log() {
      return log;
    }

    String key() {
      return key;
    }

    /** Sends with the key of the suite. */
    Answer send(String method, String path, String body) throws IOException, InterruptedException {
      return answer(
          request(method, path, key, body == null ? BodyPublishers.noBody() : text(body)));
    }

    HttpRequest request(String method, String path, String key, BodyPublisher body) {
      return request(method, path, key, body, "application/fhir+json");
    }

    HttpRequest request(String method, String path, String key, BodyPublisher body, String type) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(sandbox.config().fhirPush().url() + path))
              .timeout(Duration.ofSeconds(90))
              .header("Content-Type", type)
              .method(method, body);
      if (key != null) {
        request.header("Authorization", "Bearer " + key);
      }
      return request.build();
    }

    Answer answer(HttpRequest request) throws IOException, InterruptedException {
      HttpResponse<byte[]> response =
          sandbox.http().send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(), json.readTree(response.body()), response.headers().map());
    }

    BodyPublisher text(String body) {
      return BodyPublishers.ofString(body);
    }

    /** Returns the committed values of one resource. */
    List<String> landed(String type, String id) {
      byte[] wanted = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
      return log.records("fhir.fhir_wch." + type).stream()
          .filter(record -> java.util.Arrays.equals(record.key(), wanted))
          .map(record -> new String(record.value(), StandardCharsets.UTF_8))
          .toList();
    }

    /** Returns trust in the endpoint's certificate. */
    TrustManagerFactory trust() throws Exception {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (InputStream in = Files.newInputStream(sandbox.config().secret("fhir-push.crt"))) {
        store.setCertificateEntry(
            "endpoint", CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust;
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
