package org.yunhe.ingestion.fhir.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.sender.SenderKey;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.lakehouse.server.ServerCertificate;

/** What nobody should send, each with its answer, and the endpoint stays up. */
@ExtendWith(PushEndpoint.class)
class HostileSenderTest {
  private final PushEndpoint.Access endpoint;

  HostileSenderTest(PushEndpoint.Access endpoint) {
    this.endpoint = endpoint;
  }

  @Test
  void anInstitutionCannotWriteAsAnother() throws Exception {
    String id = Samples.id();
    String owner =
        ",\"managingOrganization\":{\"identifier\":{\"system\":\"%s\",\"value\":\"%s\"}}}";
    String foreign =
        Samples.patient(id, "1", null)
            .replaceFirst("}$", owner.formatted(RegionProfile.ORG_CODE, PushEndpoint.OTHER));
    String organization =
        """
        {"resourceType":"Organization","id":"o","name":"x","identifier":[
         {"system":"urn:wch","value":"1"},{"system":"%s","value":"%s"}]}
        """
            .formatted(RegionProfile.ORG_CODE, PushEndpoint.OTHER);

    PushEndpoint.Answer asPatient = endpoint.send("PUT", "/Patient/" + id, foreign);
    PushEndpoint.Answer asOrganization = endpoint.send("PUT", "/Organization/o", organization);
    PushEndpoint.Answer byReference =
        endpoint.send(
            "PUT",
            "/Encounter/" + id,
            Samples.encounter(id, "Patient/1")
                .replaceFirst(
                    "}$",
                    ",\"serviceProvider\":{\"reference\":\"Organization/"
                        + PushEndpoint.OTHER
                        + "\"}}"));

    assertThat(asPatient.status()).isEqualTo(403);
    assertThat(asPatient.element()).isEqualTo("Patient.managingOrganization.identifier.value");
    assertThat(asPatient.first()).contains(PushEndpoint.OTHER).contains(PushEndpoint.ORG);
    assertThat(asOrganization.status()).isEqualTo(403);
    assertThat(asOrganization.element()).isEqualTo("Organization.identifier[1].value");
    assertThat(byReference.status()).isEqualTo(403);
    assertThat(byReference.element()).isEqualTo("Encounter.serviceProvider.reference");
    assertThat(endpoint.landed("Patient", id)).isEmpty();
    String own =
        Samples.patient(id, "1", null)
            .replaceFirst("}$", owner.formatted(RegionProfile.ORG_CODE, PushEndpoint.ORG));
    assertThat(endpoint.send("PUT", "/Patient/" + id, own).status()).isEqualTo(200);
  }

  @Test
  void whoProvesNothingIsRefusedAndToldWhy() throws Exception {
    SenderKeys keys = endpoint.sandbox().keys();
    Instant past = Instant.now().minusSeconds(60);
    String expired = keys.issue("fhir_wch", PushEndpoint.ORG, past).text();
    SenderKeys.Issued revoked =
        keys.issue("fhir_wch", PushEndpoint.ORG, Instant.now().plusSeconds(600));
    String id = Samples.id();
    String body = Samples.patient(id, "1", null);
    await().untilAsserted(() -> assertThat(put(id, body, revoked.text()).status()).isEqualTo(200));
    keys.revoke(revoked.key().id());

    PushEndpoint.Answer none =
        endpoint.answer(endpoint.request("PUT", "/Patient/" + id, null, endpoint.text(body)));
    for (String path : List.of("/Patient/metadata", "/metadata")) {
      assertThat(endpoint.answer(endpoint.request("PUT", path, null, endpoint.text(body))).status())
          .isEqualTo(401);
    }
    PushEndpoint.Answer metadata =
        endpoint.answer(endpoint.request("GET", "/metadata", null, BodyPublishers.noBody()));
    assertThat(metadata.body().path("resourceType").asText()).isEqualTo("CapabilityStatement");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.headers().get("www-authenticate")).isNotEmpty();
    assertThat(put(id, body, "yhk_0_0").first()).contains("not known");
    assertThat(put(id, body, expired).first()).contains("ended at");
    await().untilAsserted(() -> assertThat(put(id, body, revoked.text()).status()).isEqualTo(401));
  }

  @Test
  void aClientCertificateProvesItsHolder(@TempDir Path folder) throws Exception {
    ServerCertificate certificate =
        new ServerCertificate(
            "hospital", folder.resolve("k.p12"), folder.resolve("pw"), folder.resolve("k.crt"));
    certificate.provision("localhost");
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = Files.readString(folder.resolve("pw")).strip().toCharArray();
    try (InputStream in = Files.newInputStream(folder.resolve("k.p12"))) {
      store.load(in, password);
    }
    SenderKey trusted =
        endpoint
            .sandbox()
            .keys()
            .trust(
                "fhir_wch",
                PushEndpoint.ORG,
                store.getCertificate("hospital"),
                Instant.now().plusSeconds(600));
    KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ours.init(store, password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(ours.getKeyManagers(), endpoint.trust().getTrustManagers(), null);
    String id = Samples.id();
    HttpRequest request =
        endpoint.request(
            "PUT", "/Patient/" + id, null, endpoint.text(Samples.patient(id, "1", null)));

    try (var client = java.net.http.HttpClient.newBuilder().sslContext(tls).build()) {
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                      .isEqualTo(200));
      endpoint.sandbox().keys().revoke(trusted.id());
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                      .isEqualTo(401));
    }
  }

  @Test
  void whatIsNotJsonIsRefusedAndKeptInTheQuarantineTopic() throws Exception {
    String id = Samples.id();
    String twice = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"id\":\"2\"}";
    byte[] damaged =
        ("{\"resourceType\":\"Patient\",\"id\":\"" + id).getBytes(StandardCharsets.UTF_8);
    damaged[damaged.length - 1] = (byte) 0xC3;
    String deep =
        "{\"resourceType\":\"Patient\",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

    assertThat(endpoint.send("PUT", "/Patient/" + id, twice).first())
        .contains("Duplicate field 'id'");
    PushEndpoint.Answer letters =
        endpoint.answer(
            endpoint.request(
                "PUT", "/Patient/" + id, endpoint.key(), BodyPublishers.ofByteArray(damaged)));
    assertThat(letters.status()).isEqualTo(400);
    assertThat(letters.first()).contains("UTF-8");
    PushEndpoint.Answer nested = endpoint.send("POST", "", deep);
    assertThat(nested.status()).isEqualTo(400);
    assertThat(nested.first()).contains("nesting");

    var kept = endpoint.log().records("quarantine.fhir_wch.Patient");
    assertThat(kept).anyMatch(record -> new String(record.value()).equals(twice));
    assertThat(kept)
        .filteredOn(record -> java.util.Arrays.equals(record.value(), damaged))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(header(record, "yunhe.reason_code")).isEqualTo("PUSH_NOT_JSON");
              assertThat(header(record, "yunhe.target")).isEqualTo("fhir.fhir_wch.Patient");
              assertThat(header(record, "yunhe.position")).startsWith("push:");
            });
  }

  @Test
  void otherMediaTypesAreRefusedUnread() throws Exception {
    String laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            + "<Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&b;\"/></Bundle>";
    for (String type :
        List.of(
            "application/fhir+xml",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/fhir+json;charset=gb18030")) {
      PushEndpoint.Answer answer =
          endpoint.answer(
              endpoint.request("POST", "", endpoint.key(), endpoint.text(laughs), type));
      assertThat(answer.status()).as(type).isEqualTo(415);
      assertThat(answer.first()).contains("application/fhir+json");
    }
  }

  @Test
  void aBodyOfOneGigabyteIsRefusedWithoutFillingTheMemory() throws Exception {
    byte[] block = new byte[1 << 20];
    PushEndpoint.Answer streamed =
        endpoint.answer(
            endpoint.request(
                "POST",
                "",
                endpoint.key(),
                BodyPublishers.ofByteArrays(
                    () -> IntStream.range(0, 1024).mapToObj(i -> block).iterator())));

    assertThat(streamed.status()).isEqualTo(413);
    assertThat(endpoint.send("PUT", "/Patient/p", Samples.patient("p", "1", null)).status())
        .isEqualTo(200);
  }

  @Test
  void whoSendsTooMuchIsAskedToWait() throws Exception {
    String key =
        endpoint
            .sandbox()
            .keys()
            .issue("fhir_fast", PushEndpoint.ORG, Instant.now().plusSeconds(600))
            .text();
    String deletions =
        IntStream.range(0, PushEndpoint.RATE * 22)
            .mapToObj(i -> "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/c" + i + "\"}}")
            .collect(
                Collectors.joining(
                    ",", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[", "]}"));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        endpoint
                            .answer(endpoint.request("POST", "", key, endpoint.text(deletions)))
                            .status())
                    .isEqualTo(200));

    PushEndpoint.Answer early =
        endpoint.answer(endpoint.request("DELETE", "/Condition/x", key, BodyPublishers.noBody()));

    assertThat(early.status()).isEqualTo(429);
    int seconds = Integer.parseInt(early.headers().get("retry-after").get(0));
    assertThat(seconds).isBetween(1, 12);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        endpoint
                            .answer(
                                endpoint.request(
                                    "DELETE", "/Condition/x", key, BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(200));
    assertThat(endpoint.send("DELETE", "/Condition/x", null).status()).isEqualTo(200);
  }

  @Test
  void aConnectionThatIsSilentIsClosed() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, endpoint.trust().getTrustManagers(), null);
    List<SSLSocket> silent = new ArrayList<>();
    for (String beginning :
        List.of(
            "POST /fhir HTTP/1.1\r\nHost: x\r\nAuthori",
            "POST /fhir HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\n"
                + "Authorization: Bearer "
                + endpoint.key()
                + "\r\nContent-Length: 1000\r\n\r\n{\"resource")) {
      SSLSocket socket =
          (SSLSocket)
              tls.getSocketFactory()
                  .createSocket(
                      endpoint.sandbox().config().host(),
                      endpoint.sandbox().config().ports().fhirPush());
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      silent.add(socket);
    }

    assertThat(endpoint.send("DELETE", "/Condition/y", null).status()).isEqualTo(200);
    String header = new String(silent.get(0).getInputStream().readAllBytes());
    String body = new String(silent.get(1).getInputStream().readAllBytes());
    assertThat(header).doesNotContain(" 200 ");
    assertThat(body).startsWith("HTTP/1.1 408").contains("OperationOutcome");
    for (SSLSocket socket : silent) {
      socket.close();
    }
  }

  private PushEndpoint.Answer put(String id, String body, String key) throws Exception {
    return endpoint.answer(endpoint.request("PUT", "/Patient/" + id, key, endpoint.text(body)));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
