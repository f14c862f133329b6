package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.patient360.Patient360Job;

/** Drugs that prescriptions refer to, or hold within themselves, are told by code and name. */
class DrugDictionaryTest {
  private static final String REQUEST =
      """
      {"resourceType": "MedicationRequest", "id": "%s", "status": "active", "intent": "order",
       "subject": {"reference": "Patient/p1"}, "authoredOn": "2026-03-01T08:00:00+08:00", %s}
      """;

  @Test
  void aPrescriptionIsToldByTheNameOfTheDrugItRefersTo() {
    TestingLake lake = TestingLake.fresh();
    TestingFhir feed = new TestingFhir(lake.lake(), "fhir_wch");
    raw(
        feed,
        "Patient",
        "p1",
        """
        {"resourceType": "Patient", "id": "p1", "identifier": [{"value": "1"}], "gender": "female",
         "name": [{"text": "王一"}], "birthDate": "1980-02-03"}
        """);
    raw(
        feed,
        "Medication",
        "metformin",
        """
        {"resourceType": "Medication", "id": "metformin", "code": {"text": "二甲双胍片 0.5g", "coding":
         [{"system": "http://www.whocc.no/atc", "code": "A10BA02"}]}, "form": {"text": "片剂"}}
        """);
    raw(
        feed,
        "Medication",
        "mixture",
        """
        {"resourceType": "Medication", "id": "mixture", "status": "inactive", "ingredient": [
         {"itemCodeableConcept": {"text": "葡萄糖"}}, {"itemCodeableConcept": {"text": "胰岛素"}}]}
        """);
    request(
        feed, "by-reference", "\"medicationReference\": {\"reference\": \"Medication/metformin\"}");
    request(feed, "mixed", "\"medicationReference\": {\"reference\": \"Medication/mixture\"}");
    request(
        feed,
        "contained",
        """
        "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "阿莫西林胶囊", "coding":
         [{"system": "http://www.whocc.no/atc", "code": "J01CA04"}]}}],
        "medicationReference": {"reference": "#m"}
        """);
    request(feed, "nowhere", "\"medicationReference\": {\"reference\": \"Medication/lost\"}");
    feed.land();

    lake.run(new CoreJob());

    assertThat(lake.texts("SELECT source_key, reason FROM ops.quarantine")).isEmpty();
    assertThat(
            lake.texts(
                "SELECT drug_id, code, display, dose_form, status FROM core.drug ORDER BY 1"))
        .containsExactly(
            "fhir_wch:Medication/metformin|A10BA02|二甲双胍片 0.5g|片剂|active",
            "fhir_wch:Medication/mixture|null|葡萄糖 + 胰岛素|null|inactive");
    assertThat(
            lake.texts(
                "SELECT medication_id, drug_id, code, display, is_antibiotic FROM core.medication"
                    + " ORDER BY 1"))
        .containsExactly(
            "fhir_wch:MedicationRequest/by-reference|fhir_wch:Medication/metformin|null|Medication/metformin|null",
            "fhir_wch:MedicationRequest/contained|null|J01CA04|阿莫西林胶囊|true",
            "fhir_wch:MedicationRequest/mixed|fhir_wch:Medication/mixture|null|Medication/mixture|null",
            "fhir_wch:MedicationRequest/nowhere|fhir_wch:Medication/lost|null|Medication/lost|null");

    lake.run(new Patient360Job());

    assertThat(
            lake.texts(
                "SELECT event_id, code, display FROM mart.patient_timeline"
                    + " WHERE event_type = 'medication' ORDER BY 1"))
        .containsExactly(
            "fhir_wch:MedicationRequest/by-reference|A10BA02|二甲双胍片 0.5g",
            "fhir_wch:MedicationRequest/contained|J01CA04|阿莫西林胶囊",
            "fhir_wch:MedicationRequest/mixed|null|葡萄糖 + 胰岛素",
            "fhir_wch:MedicationRequest/nowhere|null|Medication/lost");
  }

  private static void request(TestingFhir feed, String id, String rest) {
    raw(feed, "MedicationRequest", id, REQUEST.formatted(id, rest));
  }

  private static void raw(TestingFhir feed, String type, String id, String json) {
    feed.raw(type, id, 1, null, json.replace("\n", " "));
  }
}
