package org.yunhe.jobs.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything by which rows of the lake are known to be a person's.
 *
 * @param persons person identifiers
 * @param patients registrations, {@code source:local number}
 * @param encounters visits, {@code source:local number}
 * @param residents valid resident IDs
 * @param contacts pairs of name and phone
 * @param referrals referrals
 * @param records keys of rows of core
 * @param pseudonyms keys in the layer research
 * @param studies imaging studies, Study Instance UID
 * @param rows source rows, see {@link #row}
 * @param columns where the numbers stand in source tables
 */
record Person(
    Set<String> persons,
    Set<String> patients,
    Set<String> encounters,
    Set<String> residents,
    Set<Contact> contacts,
    Set<String> referrals,
    Set<String> records,
    Set<String> pseudonyms,
    Set<String> studies,
    Set<String> rows,
    PersonColumns columns)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REFERENCE =
      Pattern.compile("\\b(Patient|Encounter)/([A-Za-z0-9.-]{1,64})");
  private static final String PATIENT_ID = "00100020";

  /** A name with a phone number: alone neither tells who somebody is. */
  record Contact(String name, String phone) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Returns whether both stand in the text. */
    boolean isIn(String text) {
      return text.contains(phone) && text.contains(name);
    }
  }

  /** Returns a source row as one text. */
  static String row(String source, String table, String key) {
    return source + "|" + table + "|" + key;
  }

  /** Returns whether a text has one of the resident IDs in it. */
  boolean isNamedIn(String text) {
    return text != null
        && residents.stream().anyMatch(text.toUpperCase(java.util.Locale.ROOT)::contains);
  }

  /**
   * Returns whether a row image of a source table is the person's: by the number of the patient
   * where the table has one, else by that of the visit, else by the resident ID.
   */
  boolean owns(String source, String table, String image) {
    if (image == null) {
      return false;
    }
    List<PersonColumns.Reference> references = columns.of(source, table);
    if (!references.isEmpty()) {
      JsonNode row = parse(image);
      boolean isTold = false;
      for (PersonColumns.Reference reference : references) {
        JsonNode number = row.path(reference.column());
        if (!number.isValueNode() || number.isNull()) {
          continue;
        }
        String id = system(reference, row) + ":" + number.asText();
        if ((reference.isPatient() ? patients : encounters).contains(id)) {
          return true;
        }
        isTold |= reference.isPatient();
      }
      if (isTold) {
        return false;
      }
    }
    return isNamedIn(image);
  }

  /**
   * Returns the registration that a row image of a source table is of, where the row has a name and
   * phone of the person but is another registration's; null elsewhere.
   */
  String namesake(String source, String table, String image) {
    if (image == null || contacts.stream().noneMatch(contact -> contact.isIn(image))) {
      return null;
    }
    JsonNode row = parse(image);
    return columns.of(source, table).stream()
        .filter(PersonColumns.Reference::isPatient)
        .filter(reference -> row.path(reference.column()).isValueNode())
        .map(reference -> system(reference, row) + ":" + row.path(reference.column()).asText())
        .filter(registration -> !patients.contains(registration))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns whether a FHIR resource is the person's: as the patient or the visit itself, by the
   * patients or else the visits it refers to, else by the resident ID.
   */
  boolean ownsResource(String source, String type, String id, String resource) {
    String own = source + ":" + type + "/" + id;
    if (patients.contains(own) || encounters.contains(own)) {
      return true;
    }
    if (resource == null) {
      return false;
    }
    boolean isTold = type.equals("Patient");
    Matcher references = REFERENCE.matcher(resource);
    while (references.find()) {
      String referred = source + ":" + references.group();
      if (patients.contains(referred) || encounters.contains(referred)) {
        return true;
      }
      isTold |= references.group(1).equals("Patient");
    }
    return (!isTold || type.equals("Patient")) && isNamedIn(resource);
  }

  /**
   * Returns whether attributes of a DICOM object name the person: by the patient number that {@code
   * system}, whose patients the archive has, gave.
   */
  boolean ownsStudy(String system, String metadata) {
    if (system == null || metadata == null) {
      return false;
    }
    String number = parse(metadata).path(PATIENT_ID).path("Value").path(0).asText("").strip();
    return patients.contains(system + ":" + number);
  }

  private static String system(PersonColumns.Reference reference, JsonNode row) {
    return reference.systemColumn() == null
        ? reference.system()
        : row.path(reference.systemColumn()).asText();
  }

  private static JsonNode parse(String image) {
    try {
      return JSON.readTree(image);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public String toString() {
    return "Person of " + patients.size() + " registrations";
  }
}
