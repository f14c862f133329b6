package org.yunhe.ingestion.simulator.fhir;

import static org.yunhe.ingestion.simulator.fhir.FhirJson.identifier;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Names;
import org.yunhe.ingestion.simulator.person.Organization;

/** The institution and its doctors: Organization and Practitioner. */
final class FhirDirectory {
  private static final int DOCTORS = 8;
  private static final String KIND = "http://terminology.hl7.org/CodeSystem/organization-type";

  private final FhirHospital hospital;
  private final List<ObjectNode> doctors = new ArrayList<>();

  FhirDirectory(FhirHospital hospital, Names names, long seed, LocalDateTime since) {
    this.hospital = hospital;
    Dice dice = new Dice(seed, hospital.source().hashCode());
    for (int i = 1; i <= DOCTORS; i++) {
      boolean male = dice.chance(0.5);
      String no = hospital.prefix() + String.format("D%03d", i);
      ObjectNode doctor = resource("Practitioner", no, since);
      doctor.putArray("identifier").add(identifier(FhirJson.STAFF, no));
      doctor.put("active", true);
      doctor.putArray("name").addObject().put("text", names.name(dice, male).text());
      doctor.put("gender", male ? "male" : "female");
      doctors.add(doctor);
    }
  }

  /** The directory's resources. */
  List<ObjectNode> resources(LocalDateTime since) {
    Organization organization = hospital.organization();
    ObjectNode resource = resource("Organization", organization.code(), since);
    resource.putArray("identifier").add(identifier(FhirJson.INSTITUTION, organization.code()));
    resource.put("active", true);
    resource.putArray("type").add(FhirJson.concept(KIND, "prov", "Healthcare Provider"));
    resource.put("name", organization.name());
    resource.putArray("alias").add(organization.nameEn());
    resource
        .putArray("address")
        .addObject()
        .put("text", organization.address())
        .put("district", organization.region());
    List<ObjectNode> all = new ArrayList<>();
    all.add(resource);
    all.addAll(doctors);
    return all;
  }

  /** The number of some doctor. */
  String doctor(Dice dice) {
    return dice.pick(doctors).get("id").asText();
  }
}
