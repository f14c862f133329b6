package org.yunhe.ingestion.simulator.fhir;

import static org.yunhe.ingestion.simulator.fhir.FhirJson.concept;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.identifier;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.instant;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.period;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.quantity;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.reference;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.care.Condition;
import org.yunhe.ingestion.simulator.care.DrugOrder;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;

/** A visit as the hospital's system gives it out: the encounter and all that hangs on it. */
final class VisitResources {
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String CONDITION_STATUS =
      "http://terminology.hl7.org/CodeSystem/condition-clinical";
  private static final String CONDITION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/condition-category";
  private static final double QUESTIONED = 0.1;
  private static final double BOOKED = 0.4;

  private final FhirHospital hospital;
  private final FhirDirectory directory;
  private final ObservationResources observations;

  VisitResources(FhirHospital hospital, FhirDirectory directory) {
    this.hospital = hospital;
    this.directory = directory;
    this.observations = new ObservationResources();
  }

  /** The resources of a visit with the given number. */
  List<ObjectNode> of(Dice dice, LocalPatient patient, Visit visit, String number) {
    String doctor = directory.doctor(dice);
    List<ObjectNode> resources = new ArrayList<>();
    if (visit.booking() != null || dice.chance(BOOKED)) {
      resources.add(appointment(patient, visit, number, doctor));
    }
    resources.add(encounter(patient, visit, number, doctor));
    for (int i = 0; i < visit.diagnoses().size(); i++) {
      resources.add(
          condition(patient, visit, number, i, visit.diagnoses().get(i).condition(), doctor));
    }
    resources.addAll(observations.of(patient, visit, number));
    for (int i = 0; i < visit.drugs().size(); i++) {
      resources.add(
          medication(patient, visit, number + "-M" + (i + 1), visit.drugs().get(i), doctor));
    }
    resources.add(document(patient, visit, number, doctor));
    if (dice.chance(QUESTIONED)) {
      resources.add(questionnaire(dice, patient, visit, number));
    }
    return resources;
  }

  private ObjectNode appointment(LocalPatient patient, Visit visit, String number, String doctor) {
    ObjectNode resource = resource("Appointment", number + "-B", visit.start());
    resource.put("status", "fulfilled");
    resource.put("start", instant(visit.start().minusMinutes(10)));
    resource.put("end", instant(visit.start().plusMinutes(10)));
    resource.put("created", instant(visit.start().minusDays(2)));
    participant(resource, reference("Patient", patient.no()));
    participant(resource, reference("Practitioner", doctor));
    return resource;
  }

  private static void participant(ObjectNode appointment, ObjectNode actor) {
    ObjectNode participant = appointment.withArray("participant").addObject();
    participant.set("actor", actor);
    participant.put("status", "accepted");
  }

  private ObjectNode encounter(LocalPatient patient, Visit visit, String number, String doctor) {
    ObjectNode resource = resource("Encounter", number, visit.end());
    resource
        .putArray("identifier")
        .add(identifier("urn:yunhe:" + hospital.source() + ":visit", number));
    resource.put("status", "finished");
    resource.set("class", FhirJson.coding(ACT, "AMB", "ambulatory"));
    resource.set("subject", reference("Patient", patient.no()));
    ObjectNode participant = resource.putArray("participant").addObject();
    participant.set("individual", reference("Practitioner", doctor));
    resource.set("period", period(visit.start(), visit.end()));
    ObjectNode diagnosis = resource.putArray("diagnosis").addObject();
    diagnosis.set("condition", reference("Condition", number + "-D1"));
    diagnosis.put("rank", 1);
    resource.set("serviceProvider", reference("Organization", hospital.organization().code()));
    return resource;
  }

  private static ObjectNode condition(
      LocalPatient patient,
      Visit visit,
      String number,
      int index,
      Condition condition,
      String doctor) {
    ObjectNode resource = resource("Condition", number + "-D" + (index + 1), visit.end());
    resource.set("clinicalStatus", concept(CONDITION_STATUS, "active", null));
    resource.putArray("category").add(concept(CONDITION_CATEGORY, "encounter-diagnosis", null));
    resource.set("code", concept(FhirJson.ICD_10, condition.icd10(), condition.name()));
    resource.set("subject", reference("Patient", patient.no()));
    resource.set("encounter", reference("Encounter", number));
    resource.put("recordedDate", instant(visit.end()));
    resource.set("recorder", reference("Practitioner", doctor));
    return resource;
  }

  private static ObjectNode medication(
      LocalPatient patient, Visit visit, String id, DrugOrder order, String doctor) {
    ObjectNode resource = resource("MedicationRequest", id, visit.end());
    resource.put("status", "completed").put("intent", "order");
    resource.set(
        "medicationCodeableConcept",
        order.drug().atc().isEmpty()
            ? FhirJson.text(order.drug().name())
            : concept(FhirJson.ATC, order.drug().atc(), order.drug().name()));
    resource.set("subject", reference("Patient", patient.no()));
    resource.set("encounter", reference("Encounter", visitOf(id)));
    resource.put("authoredOn", instant(order.start()));
    resource.set("requester", reference("Practitioner", doctor));
    ObjectNode dosage = resource.putArray("dosageInstruction").addObject();
    dosage.put("text", order.frequency());
    dosage
        .putArray("doseAndRate")
        .addObject()
        .set(
            "doseQuantity",
            FhirJson.quantity(BigDecimal.valueOf(order.dose()), null)
                .put("unit", order.drug().unit()));
    ObjectNode dispense = resource.putObject("dispenseRequest");
    dispense.set(
        "quantity",
        quantity(BigDecimal.valueOf(order.packs()), null).put("unit", order.drug().packUnit()));
    return resource;
  }

  private static String visitOf(String id) {
    return id.substring(0, id.indexOf('-'));
  }

  private static ObjectNode document(
      LocalPatient patient, Visit visit, String number, String doctor) {
    ObjectNode resource = resource("DocumentReference", number + "-R", visit.end());
    resource.put("status", "current");
    resource.set("type", concept(FhirJson.LOINC, "34108-1", "门诊病历"));
    resource.set("subject", reference("Patient", patient.no()));
    resource.put("date", instant(visit.end()));
    resource.putArray("author").add(reference("Practitioner", doctor));
    resource
        .putArray("content")
        .addObject()
        .putObject("attachment")
        .put("contentType", "text/html")
        .put("language", "zh-CN")
        .put("url", "urn:yunhe:record:" + number)
        .put("title", "门诊病历");
    resource.putObject("context").putArray("encounter").add(reference("Encounter", number));
    return resource;
  }

  private static ObjectNode questionnaire(
      Dice dice, LocalPatient patient, Visit visit, String number) {
    ObjectNode resource = resource("QuestionnaireResponse", number + "-Q", visit.end().plusDays(1));
    resource.put("questionnaire", "urn:yunhe:questionnaire:outpatient-satisfaction");
    resource.put("status", "completed");
    resource.set("subject", reference("Patient", patient.no()));
    resource.set("encounter", reference("Encounter", number));
    resource.put("authored", instant(visit.end().plusDays(1)));
    ObjectNode item = resource.putArray("item").addObject();
    item.put("linkId", "overall").put("text", "总体满意度");
    item.putArray("answer").addObject().put("valueInteger", dice.between(2, 5));
    return resource;
  }
}
