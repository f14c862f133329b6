package org.yunhe.ingestion.simulator.fhir;

import static org.yunhe.ingestion.simulator.fhir.FhirJson.concept;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.instant;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.quantity;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.reference;
import static org.yunhe.ingestion.simulator.fhir.FhirJson.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.LabOrder;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.care.Vitals;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;

/** Vital signs and laboratory results as Observation, each panel with its DiagnosticReport. */
final class ObservationResources {
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String FLAG =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

  private final Map<String, CodeEntry> items = CodeCatalog.load().list("lab-item", "his_east");

  List<ObjectNode> of(LocalPatient patient, Visit visit, String number) {
    List<ObjectNode> resources = new ArrayList<>();
    if (visit.vitals() != null) {
      resources.addAll(vitals(patient, visit, number));
    }
    int panel = 0;
    for (LabOrder order : visit.labs()) {
      if (order.reported() != null) {
        resources.addAll(panel(patient, number, number + "-L" + ++panel, order));
      }
    }
    return resources;
  }

  private List<ObjectNode> vitals(LocalPatient patient, Visit visit, String number) {
    Vitals vitals = visit.vitals();
    List<ObjectNode> resources = new ArrayList<>();
    LocalDateTime at = visit.start().plusMinutes(2);
    ObjectNode pressure =
        observation(patient, number, number + "-V1", "vital-signs", "85354-9", "血压", at);
    ArrayNode components = pressure.putArray("component");
    component(components, "8480-6", "收缩压", vitals.systolic());
    component(components, "8462-4", "舒张压", vitals.diastolic());
    resources.add(pressure);
    ObjectNode temperature =
        observation(patient, number, number + "-V2", "vital-signs", "8310-5", "体温", at);
    temperature.set("valueQuantity", quantity(rounded(vitals.temperature()), "Cel"));
    resources.add(temperature);
    ObjectNode pulse =
        observation(patient, number, number + "-V3", "vital-signs", "8867-4", "心率", at);
    pulse.set("valueQuantity", quantity(BigDecimal.valueOf(vitals.pulse()), "/min"));
    resources.add(pulse);
    return resources;
  }

  private static void component(ArrayNode components, String loinc, String name, int value) {
    ObjectNode component = components.addObject();
    component.set("code", concept(FhirJson.LOINC, loinc, name));
    component.set("valueQuantity", quantity(BigDecimal.valueOf(value), "mm[Hg]"));
  }

  private List<ObjectNode> panel(LocalPatient patient, String number, String id, LabOrder order) {
    List<ObjectNode> resources = new ArrayList<>();
    ObjectNode report = resource("DiagnosticReport", id, order.reported());
    report.put("status", "final");
    report.set("code", FhirJson.text(order.panel().name()));
    report.set("subject", reference("Patient", patient.no()));
    report.set("encounter", reference("Encounter", number));
    report.put("effectiveDateTime", instant(order.collected()));
    report.put("issued", instant(order.reported()));
    ArrayNode results = report.putArray("result");
    int item = 0;
    for (LabOrder.Result result : order.results()) {
      String resultId = id + "-" + ++item;
      resources.add(result(patient, number, resultId, order, result));
      results.add(reference("Observation", resultId));
    }
    resources.add(report);
    return resources;
  }

  private ObjectNode result(
      LocalPatient patient, String number, String id, LabOrder order, LabOrder.Result result) {
    CodeEntry entry = items.get(result.item().code());
    String loinc = entry == null ? "" : entry.code();
    ObjectNode resource =
        observation(
            patient, number, id, "laboratory", loinc, result.item().name(), order.collected());
    resource.put("issued", instant(order.reported()));
    if (result.item().values().isEmpty()) {
      BigDecimal standard =
          new BigDecimal(result.value())
              .multiply(BigDecimal.valueOf(result.item().factor()))
              .round(MathContext.DECIMAL32);
      resource.set("valueQuantity", quantity(standard, entry.attribute("unit")));
    } else {
      resource.put("valueString", result.value());
    }
    String flag = result.flag().equals("P") ? "POS" : result.flag();
    resource.putArray("interpretation").add(concept(FLAG, flag, null));
    return resource;
  }

  private static ObjectNode observation(
      LocalPatient patient,
      String number,
      String id,
      String category,
      String loinc,
      String name,
      LocalDateTime at) {
    ObjectNode resource = resource("Observation", id, at);
    resource.put("status", "final");
    resource.putArray("category").add(concept(CATEGORY, category, null));
    resource.set(
        "code", loinc.isEmpty() ? FhirJson.text(name) : concept(FhirJson.LOINC, loinc, name));
    resource.set("subject", reference("Patient", patient.no()));
    resource.set("encounter", reference("Encounter", number));
    resource.put("effectiveDateTime", instant(at));
    return resource;
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(Math.round(value * 10) / 10.0);
  }
}
