package org.yunhe.ingestion.simulator.fhir;

import static org.yunhe.ingestion.simulator.fhir.FhirJson.concept;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.identifier;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.instant;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.reference;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.resource;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.typed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Resident;

/** What a hospital records of a patient beside the visits: Patient, allergies, vaccinations. */
final class PatientResources {
  private static final String ALLERGY_STATUS =
      "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
  private static final String CVX = "http://hl7.org/fhir/sid/cvx";
  private static final List<String> ALLERGENS = List.of("青霉素", "头孢类", "磺胺类", "海鲜", "花粉");

  /** Vaccines of the national programme: CVX code, name, age in months. */
  private static final List<Vaccine> VACCINES =
      List.of(
          new Vaccine("19", "卡介苗", 0),
          new Vaccine("08", "乙肝疫苗", 1),
          new Vaccine("10", "脊灰灭活疫苗", 2),
          new Vaccine("107", "百白破疫苗", 3),
          new Vaccine("03", "麻腮风疫苗", 8));

  private record Vaccine(String cvx, String name, int months) {}

  private final FhirHospital hospital;

  PatientResources(FhirHospital hospital) {
    this.hospital = hospital;
  }

  /** The patient and what stands in the file's head. */
  List<ObjectNode> of(Dice dice, LocalPatient patient) {
    List<ObjectNode> resources = new ArrayList<>();
    resources.add(patient(patient));
    if (dice.chance(0.12)) {
      resources.add(allergy(patient, dice.pick(ALLERGENS)));
    }
    if (hospital.source().equals("fhir_wch")) {
      resources.addAll(vaccinations(patient));
    }
    return resources;
  }

  private ObjectNode patient(LocalPatient patient) {
    Resident resident = patient.resident();
    ObjectNode resource = resource("Patient", patient.no(), patient.registered());
    ArrayNode identifiers = resource.putArray("identifier");
    identifiers.add(
        typed(identifier("urn:yunhe:" + hospital.source() + ":patient", patient.no()), "MR"));
    if (patient.idNumber() != null) {
      identifiers.add(typed(identifier(FhirJson.RESIDENT_ID, patient.idNumber()), "NI"));
    }
    resource.put("active", true);
    resource.putArray("name").addObject().put("use", "official").put("text", patient.name());
    resource
        .putArray("telecom")
        .addObject()
        .put("system", "phone")
        .put("value", patient.phone())
        .put("use", "mobile");
    resource.put("gender", resident.male() ? "male" : "female");
    resource.put("birthDate", patient.birth().toString());
    if (resident.death() != null) {
      resource.put("deceasedDateTime", instant(resident.death()));
    }
    resource
        .putArray("address")
        .addObject()
        .put("use", "home")
        .put("text", resident.address())
        .put("district", resident.region())
        .put("country", "CN");
    resource.set("managingOrganization", reference("Organization", hospital.organization().code()));
    return resource;
  }

  private static ObjectNode allergy(LocalPatient patient, String allergen) {
    ObjectNode resource =
        resource("AllergyIntolerance", patient.no() + "-A1", patient.registered());
    resource.set("clinicalStatus", concept(ALLERGY_STATUS, "active", null));
    resource.set("code", FhirJson.text(allergen));
    resource.set("patient", reference("Patient", patient.no()));
    resource.put("recordedDate", instant(patient.registered()));
    return resource;
  }

  private static List<ObjectNode> vaccinations(LocalPatient patient) {
    List<ObjectNode> given = new ArrayList<>();
    for (Vaccine vaccine : VACCINES) {
      LocalDateTime when = patient.birth().plusMonths(vaccine.months()).atTime(9, 30);
      boolean child = patient.birth().plusYears(7).isAfter(patient.registered().toLocalDate());
      if (child && when.isBefore(patient.registered())) {
        ObjectNode resource =
            resource("Immunization", patient.no() + "-I" + vaccine.cvx(), patient.registered());
        resource.put("status", "completed");
        resource.set("vaccineCode", concept(CVX, vaccine.cvx(), vaccine.name()));
        resource.set("patient", reference("Patient", patient.no()));
        resource.put("occurrenceDateTime", instant(when));
        resource.put("primarySource", true);
        given.add(resource);
      }
    }
    return given;
  }
}
