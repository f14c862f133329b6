package org.yunhe.ingestion.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all roads of FHIR share: the envelope, strict reading, and references within a bundle. */
final class FhirRecordTest {
  private final FhirJson json = new FhirJson();

  @Test
  void anEnvelopeCarriesTheResourceByteForByteAndSaysWhereItCameFrom() throws Exception {
    byte[] resource = bytes("{\"resourceType\":\"Patient\",\n \"id\":\"p\\\"1\", \"x\":1.50 }");
    FhirRecord record =
        new FhirRecord(
            FhirOrigin.pushed("fhir_wch", "990103H001"),
            Operation.UPDATE,
            "Patient",
            "p\"1",
            "7",
            1_700_000_000_000L,
            resource);

    assertThat(record.topic()).isEqualTo("fhir.fhir_wch.Patient");
    assertThat(record.key()).isEqualTo(bytes("{\"id\":\"p\\\"1\"}"));
    assertThat(new String(record.value(1_800_000_000_000L), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"op\":\"u\",\"ts_ms\":1800000000000,\"source\":{\"connector\":\"fhir\","
                + "\"name\":\"fhir_wch\",\"road\":\"push\",\"ts_ms\":1700000000000,"
                + "\"version\":\"7\",\"org_code\":\"990103H001\"},\"before\":null,\"after\":"
                + new String(resource, StandardCharsets.UTF_8)
                + "}");
  }

  @Test
  void aDeletionHasNoResourceAndAFileItsLine() throws Exception {
    FhirRecord record =
        new FhirRecord(
            FhirOrigin.inFile("mimic_fhir", "a.ndjson", 3),
            Operation.DELETE,
            "Patient",
            "1",
            null,
            5,
            null);

    ObjectNode value = json.read(record.value(6));
    assertThat(value.path("op").asText()).isEqualTo("d");
    assertThat(value.get("after").isNull()).isTrue();
    assertThat(value.path("source").path("file").asText()).isEqualTo("a.ndjson");
    assertThat(value.path("source").path("line").asInt()).isEqualTo(3);
    assertThat(value.path("source").has("version")).isFalse();
  }

  @Test
  void aDecimalKeepsItsDigitsWhenItIsWrittenAgain() throws Exception {
    String text = "{\"a\":1.50,\"b\":0.00001234567890123456789,\"c\":100,\"d\":\"云\"}";

    assertThat(new String(json.write(json.read(bytes(text))), StandardCharsets.UTF_8))
        .isEqualTo(text.replace("0.00001234567890123456789", "0.00001234567890123456789"));
  }

  @Test
  void textWithDuplicateKeysDamagedLettersDeepNestingOrMoreThanOneValueIsRefused() {
    assertThatThrownBy(() -> json.read(bytes("{\"a\":1,\"a\":2}")))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("Duplicate field 'a'");
    assertThatThrownBy(() -> json.read(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> json.read(bytes("{\"a\":" + "[".repeat(101) + "]".repeat(101) + "}")))
        .hasMessageContaining("nesting depth");
    assertThatThrownBy(() -> json.read(bytes("{} {}"))).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> json.read(bytes("[]"))).hasMessageContaining("object");
  }

  @Test
  void aReferenceToAnotherEntryOfTheBundleBecomesTypeAndIdAndOthersStay() throws Exception {
    ObjectNode bundle =
        json.read(
            bytes(
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:aa","resource":{"resourceType":"Patient","identifier":[{"value":"urn:uuid:aa"}]},
                  "request":{"method":"POST","url":"Patient"}},
                 {"fullUrl":"urn:uuid:bb","resource":{"resourceType":"Encounter","id":"e1",
                  "subject":{"reference":"urn:uuid:aa"},
                  "participant":[{"individual":{"reference":"Practitioner?identifier=s|1"}}],
                  "serviceProvider":{"reference":"Organization/9"},"partOf":{"reference":"urn:uuid:bb"}},
                  "request":{"method":"PUT","url":"Encounter/e1"}},
                 {"request":{"method":"DELETE","url":"Condition/c9"}}]}
                """));

    List<BundleEntry> entries = new BundleEntries(IdRule.OWN).resolve(bundle);

    assertThat(entries)
        .extracting(entry -> entry.method() + " " + entry.type() + "/" + entry.id())
        .containsExactly("POST Patient/aa", "PUT Encounter/e1", "DELETE Condition/c9");
    ObjectNode patient = entries.get(0).resource();
    assertThat(patient.path("id").asText()).isEqualTo("aa");
    assertThat(patient.at("/identifier/0/value").asText()).isEqualTo("urn:uuid:aa");
    ObjectNode encounter = entries.get(1).resource();
    assertThat(encounter.at("/subject/reference").asText()).isEqualTo("Patient/aa");
    assertThat(encounter.at("/partOf/reference").asText()).isEqualTo("Encounter/e1");
    assertThat(encounter.at("/participant/0/individual/reference").asText())
        .isEqualTo("Practitioner?identifier=s|1");
    assertThat(encounter.at("/serviceProvider/reference").asText()).isEqualTo("Organization/9");
    assertThat(entries.get(2).deletes()).isTrue();
    assertThat(entries.get(2).resource()).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
