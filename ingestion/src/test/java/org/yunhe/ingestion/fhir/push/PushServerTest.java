package org.yunhe.ingestion.fhir.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.ingestion.simulator.fhir.PushHospital;

/** What well-meaning institutions send: resources, transactions, batches and messages. */
@ExtendWith(PushEndpoint.class)
class PushServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PushEndpoint.Access endpoint;

  PushServerTest(PushEndpoint.Access endpoint) {
    this.endpoint = endpoint;
  }

  @Test
  void aResourceStandsInKafkaByteForByteWhenTheAnswerArrives() throws Exception {
    String id = Samples.id();
    String patient = Samples.patient(id, "7", "2026-11-01T08:00:00+08:00");

    PushEndpoint.Answer answer = endpoint.send("PUT", "/Patient/" + id, patient);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("etag")).containsExactly("W/\"7\"");
    String value = endpoint.landed("Patient", id).get(0);
    assertThat(value).endsWith("\"before\":null,\"after\":" + patient + "}");
    JsonNode source = JSON.readTree(value).path("source");
    assertThat(source.path("org_code").asText()).isEqualTo(PushEndpoint.ORG);
    assertThat(source.path("road").asText()).isEqualTo("push");
    assertThat(source.path("version").asText()).isEqualTo("7");
    assertThat(source.path("ts_ms").asLong())
        .isEqualTo(Instant.parse("2026-11-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void theSameVersionAgainSucceedsAndWritesNothingAndOtherContentUnderItIsAConflict()
      throws Exception {
    String id = Samples.id();
    String patient = Samples.patient(id, "1", "2026-11-01T08:00:00Z");

    assertThat(endpoint.send("PUT", "/Patient/" + id, patient).status()).isEqualTo(200);
    assertThat(endpoint.send("PUT", "/Patient/" + id, patient).status()).isEqualTo(200);
    PushEndpoint.Answer other =
        endpoint.send("PUT", "/Patient/" + id, patient.replace("female", "male"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.element()).isEqualTo("Patient.meta.versionId");
    assertThat(endpoint.landed("Patient", id)).hasSize(1);
  }

  @Test
  void aResourceThatIsPostedTwiceWithItsIdentifierIsTheSameRecord() throws Exception {
    String body =
        Samples.patient(Samples.id(), "1", "2026-11-01T08:00:00Z")
            .replaceFirst("\"id\":\"[^\"]*\",", "");

    PushEndpoint.Answer first = endpoint.send("POST", "/Patient", body);
    PushEndpoint.Answer second = endpoint.send("POST", "/Patient", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.headers().get("location")).isEqualTo(second.headers().get("location"));
    String id = first.headers().get("location").get(0).replaceFirst(".*/Patient/([^/]*).*", "$1");
    assertThat(endpoint.landed("Patient", id)).hasSize(1);
    assertThat(endpoint.landed("Patient", id).get(0)).contains("\"id\":\"" + id + "\"");
  }

  @Test
  void aDeletionLandsAsADeletion() throws Exception {
    String id = Samples.id();

    assertThat(endpoint.send("DELETE", "/Condition/" + id, null).status()).isEqualTo(200);

    JsonNode value = JSON.readTree(endpoint.landed("Condition", id).get(0));
    assertThat(value.path("op").asText()).isEqualTo("d");
    assertThat(value.get("after").isNull()).isTrue();
  }

  @Test
  void aTransactionLandsWholeWithItsReferencesResolved() throws Exception {
    String person = UUID.randomUUID().toString();
    String visit = UUID.randomUUID().toString();
    String body =
        Samples.bundle(
            "transaction",
            Samples.entry(
                "urn:uuid:" + person, "POST", "Patient", Samples.patient(person, "1", null)),
            Samples.entry(
                "urn:uuid:" + visit,
                "POST",
                "Encounter",
                Samples.encounter(visit, "urn:uuid:" + person)),
            "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/" + visit + "\"}}");

    PushEndpoint.Answer answer = endpoint.send("POST", "", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("type").asText()).isEqualTo("transaction-response");
    List<String> locations =
        answer.body().path("entry").findValuesAsText("location").stream().toList();
    assertThat(locations).hasSize(3);
    String patientId = locations.get(0).replaceFirst("Patient/([^/]*).*", "$1");
    assertThat(endpoint.landed("Patient", patientId)).hasSize(1);
    assertThat(endpoint.landed("Encounter", visit).get(0))
        .contains("\"reference\":\"Patient/" + patientId + "\"");
    assertThat(endpoint.landed("Condition", visit)).hasSize(1);
  }

  @Test
  void ofATransactionWithOneBadResourceNothingLandsAndTheElementAndLineAreNamed() throws Exception {
    String good = Samples.id();
    String bad = Samples.id();
    String body =
        Samples.bundle(
            "transaction",
            Samples.entry(
                "urn:uuid:" + good, "PUT", "Patient/" + good, Samples.patient(good, "1", null)),
            Samples.entry(
                "urn:uuid:" + bad,
                "PUT",
                "Patient/" + bad,
                Samples.patient(bad, "1", null).replace("\"1980-02-03\"", "\n\"3 February\"")));

    PushEndpoint.Answer answer = endpoint.send("POST", "", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.element()).isEqualTo("Bundle.entry[1].resource.birthDate");
    assertThat(answer.body().at("/issue/0/severity").asText()).isEqualTo("error");
    assertThat(answer.body().at("/issue/0/extension/0/valueInteger").asInt())
        .isEqualTo(1 + line(body, "3 February"));
    assertThat(endpoint.landed("Patient", good)).isEmpty();
    assertThat(endpoint.landed("Patient", bad)).isEmpty();
  }

  @Test
  void aBatchTakesWhatIsGoodAndTellsForEachEntryWhatIsNot() throws Exception {
    String good = Samples.id();
    String bad = Samples.id();

    PushEndpoint.Answer answer =
        endpoint.send(
            "POST",
            "",
            Samples.bundle(
                "batch",
                Samples.entry("", "PUT", "Patient/" + good, Samples.patient(good, "1", null)),
                Samples.entry(
                    "",
                    "PUT",
                    "Patient/" + bad,
                    Samples.patient(bad, "1", null).replace("fem", "f")),
                Samples.entry("", "PATCH", "Patient/" + bad, Samples.patient(bad, "1", null))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("entry").findValuesAsText("status"))
        .containsExactly("200 OK", "422", "422");
    assertThat(answer.body().at("/entry/1/response/outcome/issue/0/expression/0").asText())
        .isEqualTo("Bundle.entry[1].resource.gender");
    assertThat(endpoint.landed("Patient", good)).hasSize(1);
    assertThat(endpoint.landed("Patient", bad)).isEmpty();
  }

  @Test
  void aMessageLandsWholeAndIsAnsweredByAMessage() throws Exception {
    String header = Samples.id();
    String person = Samples.id();
    String body =
        """
        {"resourceType":"Bundle","type":"message","timestamp":"2026-11-27T10:00:00Z","entry":[
         {"fullUrl":"urn:uuid:%1$s","resource":{"resourceType":"MessageHeader","id":"%1$s",
          "eventUri":"urn:yunhe:admission","source":{"endpoint":"urn:wch:his"},
          "focus":[{"reference":"urn:uuid:%2$s"}]}},
         {"fullUrl":"urn:uuid:%2$s","resource":%3$s}]}
        """
            .formatted(header, person, Samples.patient(person, "1", null));

    PushEndpoint.Answer answer = endpoint.send("POST", "/$process-message", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/entry/0/resource/response/identifier").asText())
        .isEqualTo(header);
    assertThat(answer.body().at("/entry/0/resource/response/code").asText()).isEqualTo("ok");
    assertThat(endpoint.landed("Patient", person)).hasSize(1);
    assertThat(endpoint.log().values("fhir.fhir_wch.MessageHeader")).isEmpty();
  }

  @Test
  void unknownExtensionsAreKeptAndUnknownModifiersRefused() throws Exception {
    String id = Samples.id();
    String extension = "\"%s\":[{\"url\":\"urn:wch:x\",\"valueString\":\"y\"}],\"gender\"";
    String known =
        Samples.patient(id, "1", null).replace("\"gender\"", extension.formatted("extension"));
    String modified =
        Samples.patient(id, "2", null)
            .replace("\"gender\"", extension.formatted("modifierExtension"));

    assertThat(endpoint.send("PUT", "/Patient/" + id, known).status()).isEqualTo(200);
    PushEndpoint.Answer refused = endpoint.send("PUT", "/Patient/" + id, modified);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("issue").findValuesAsText("expression")).isNotNull();
    assertThat(refused.body().toString()).contains("Patient.modifierExtension");
    assertThat(endpoint.landed("Patient", id)).singleElement().asString().contains("urn:wch:x");
  }

  @Test
  void referencesMayGoInCirclesAndMustLeadSomewhere() throws Exception {
    String a = Samples.id();
    String b = Samples.id();
    String part = "{\"resourceType\":\"Location\",\"id\":\"%s\",\"partOf\":{\"reference\":\"%s\"}}";

    assertThat(
            endpoint
                .send(
                    "POST",
                    "",
                    Samples.bundle(
                        "transaction",
                        Samples.entry(
                            "urn:uuid:" + a,
                            "PUT",
                            "Location/" + a,
                            part.formatted(a, "urn:uuid:" + b)),
                        Samples.entry(
                            "urn:uuid:" + b,
                            "PUT",
                            "Location/" + b,
                            part.formatted(b, "urn:uuid:" + a))))
                .status())
        .isEqualTo(200);
    PushEndpoint.Answer lost =
        endpoint.send("PUT", "/Location/" + a, part.formatted(a, "urn:uuid:" + Samples.id()));

    assertThat(endpoint.landed("Location", a).get(0))
        .contains("\"reference\":\"Location/" + b + "\"");
    assertThat(lost.status()).isEqualTo(422);
    assertThat(lost.element()).isEqualTo("Location.partOf.reference");
  }

  @Test
  void aPersonWithoutIdentifierIsRefusedAndAWrongResidentIdIsSaidAndTaken() throws Exception {
    String id = Samples.id();
    PushEndpoint.Answer none =
        endpoint.send(
            "PUT", "/Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
    String wrong =
        Samples.patient(id, "1", null)
            .replace(
                "\"identifier\":[",
                "\"identifier\":[{\"system\":\""
                    + RegionProfile.RESIDENT_ID
                    + "\",\"value\":\"110105194912310021\"},");
    PushEndpoint.Answer taken = endpoint.send("PUT", "/Patient/" + id, wrong);

    assertThat(none.status()).isEqualTo(422);
    assertThat(none.element()).isEqualTo("Patient.identifier");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.body().at("/issue/0/severity").asText()).isEqualTo("warning");
    assertThat(taken.element()).isEqualTo("Patient.identifier[0].value");
    assertThat(taken.first()).contains("GB 11643").doesNotContain("110105");
  }

  @Test
  void aHospitalPushesTheFilesOfAFolderOnce(@TempDir Path folder) throws Exception {
    String first = Samples.id();
    String second = Samples.id();
    String bundled = Samples.id();
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        data.resolve("Patient.ndjson"),
        String.join(
            "\n",
            Samples.patient(first, "1", null),
            Samples.patient(Samples.id(), "1", null).replace("female", "f"),
            Samples.patient(second, "1", null)));
    Files.writeString(
        data.resolve("bundle.json"),
        Samples.bundle(
            "transaction",
            Samples.entry("", "PUT", "Patient/" + bundled, Samples.patient(bundled, "1", null))));
    Path key = folder.resolve("key");
    Files.writeString(key, endpoint.key());
    String[] arguments = {
      "--data", data.toString(), "--key-file", key.toString(), "--state", folder + "/sent"
    };

    PushHospital.main(arguments);
    PushHospital.main(arguments);

    for (String id : List.of(first, second, bundled)) {
      assertThat(endpoint.landed("Patient", id)).hasSize(1);
    }
    assertThat(Files.readAllLines(folder.resolve("sent"))).hasSize(2);
  }

  private static int line(String body, String text) {
    return (int) body.substring(0, body.indexOf(text)).chars().filter(c -> c == '\n').count();
  }
}
