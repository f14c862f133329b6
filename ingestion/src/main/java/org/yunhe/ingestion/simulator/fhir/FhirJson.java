package org.yunhe.ingestion.simulator.fhir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The data types of FHIR R4 that the hospitals' resources are made of. */
final class FhirJson {
  static final String RESIDENT_ID = "urn:oid:2.16.156.10011.1.3";
  static final String INSTITUTION = "urn:oid:2.16.156.10011.1.5";
  static final String STAFF = "urn:oid:2.16.156.10011.1.4";
  static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
  static final String LOINC = "http://loinc.org";
  static final String ATC = "http://www.whocc.no/atc";
  static final String UCUM = "http://unitsofmeasure.org";

  private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FhirJson() {}

  static ObjectNode resource(String type, String id, LocalDateTime updated) {
    ObjectNode resource = NODES.objectNode().put("resourceType", type).put("id", id);
    resource.putObject("meta").put("versionId", "1").put("lastUpdated", instant(updated));
    return resource;
  }

  /** A moment of the hospital's clock with its offset. */
  static String instant(LocalDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(0).atZone(CLOCK));
  }

  static ObjectNode reference(String type, String id) {
    return NODES.objectNode().put("reference", type + "/" + id);
  }

  static ObjectNode identifier(String system, String value) {
    return NODES.objectNode().put("system", system).put("value", value);
  }

  static ObjectNode typed(ObjectNode identifier, String type) {
    identifier.set("type", concept(IDENTIFIER_TYPE, type, null));
    return identifier;
  }

  static ObjectNode concept(String system, String code, String display) {
    ObjectNode concept = NODES.objectNode();
    concept.putArray("coding").add(coding(system, code, display));
    if (display != null) {
      concept.put("text", display);
    }
    return concept;
  }

  static ObjectNode coding(String system, String code, String display) {
    ObjectNode coding = NODES.objectNode().put("system", system).put("code", code);
    return display == null ? coding : coding.put("display", display);
  }

  static ObjectNode text(String text) {
    return NODES.objectNode().put("text", text);
  }

  static ObjectNode quantity(BigDecimal value, String unit) {
    ObjectNode quantity = NODES.objectNode().put("value", value);
    return unit == null
        ? quantity
        : quantity.put("unit", unit).put("system", UCUM).put("code", unit);
  }

  static ObjectNode period(LocalDateTime start, LocalDateTime end) {
    ObjectNode period = NODES.objectNode().put("start", instant(start));
    return end == null ? period : period.put("end", instant(end));
  }
}
