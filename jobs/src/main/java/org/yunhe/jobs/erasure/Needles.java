package org.yunhe.jobs.erasure;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a search for a person looks for: identifiers anywhere, the local number of a registration
 * where a row image names it, name and phone where they stand in one row.
 *
 * @param identifiers resident IDs, registrations, person identifiers, keys of releases
 * @param numbers local numbers with their source
 * @param contacts names with phones
 */
record Needles(Set<String> identifiers, List<LocalNumber> numbers, Set<Person.Contact> contacts)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String RESOURCE = "Patient/";

  /**
   * A local number in a row image of a source.
   *
   * @param source source
   * @param number the number
   * @param pattern finds {@code "column": "number"} for the source's columns
   */
  record LocalNumber(String source, String number, Pattern pattern) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Returns what a search for {@code person} looks for. */
  static Needles of(Person person) {
    Set<String> identifiers = new TreeSet<>(person.residents());
    person.residents().forEach(id -> identifiers.add(id.toLowerCase(java.util.Locale.ROOT)));
    identifiers.addAll(person.patients());
    identifiers.addAll(person.persons());
    identifiers.addAll(person.pseudonyms());
    identifiers.addAll(person.studies());
    List<LocalNumber> numbers = new ArrayList<>();
    for (String patient : person.patients()) {
      int colon = patient.indexOf(':');
      String source = patient.substring(0, colon);
      String number = patient.substring(colon + 1);
      Set<String> columns = new TreeSet<>();
      person
          .columns()
          .byTable()
          .forEach(
              (table, references) ->
                  references.stream()
                      .filter(PersonColumns.Reference::isPatient)
                      .filter(reference -> source.equals(reference.system()))
                      .forEach(reference -> columns.add(Pattern.quote(reference.column()))));
      if (number.startsWith(RESOURCE)) {
        numbers.add(new LocalNumber(source, number.substring(RESOURCE.length()), resource(number)));
      } else if (!columns.isEmpty()) {
        numbers.add(
            new LocalNumber(
                source,
                number,
                Pattern.compile(
                    "\"(?:"
                        + String.join("|", columns)
                        + ")\"\\s*:\\s*\"?"
                        + Pattern.quote(number)
                        + "\"?\\s*[,}]")));
      }
    }
    return new Needles(identifiers, numbers, Set.copyOf(person.contacts()));
  }

  /** Finds a patient of a FHIR server: a reference to it, or the resource itself. */
  private static Pattern resource(String reference) {
    String id = Pattern.quote(reference.substring(RESOURCE.length()));
    return Pattern.compile(
        "\\bPatient/"
            + id
            + "(?![A-Za-z0-9.-])|(?s)(?=.*\"resourceType\"\\s*:\\s*\"Patient\")(?=.*\"id\"\\s*:\\s*\""
            + id
            + "\")");
  }

  /** Returns whether one of the needles is in the text of a row. */
  boolean areIn(String row) {
    return identifiers.stream().anyMatch(identifier -> isIn(identifier, row))
        || numbers.stream()
            .anyMatch(
                local ->
                    row.contains(local.source())
                        && row.contains(local.number())
                        && local.pattern().matcher(row).find())
        || contacts.stream().anyMatch(contact -> contact.isIn(row));
  }

  /** Returns whether an identifier is among bytes that are not taken apart into rows. */
  boolean areAmong(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return identifiers.stream().anyMatch(identifier -> isIn(identifier, text));
  }

  /** Finds an identifier that is not the beginning or end of a longer one. */
  private static boolean isIn(String identifier, String text) {
    for (int at = text.indexOf(identifier); at >= 0; at = text.indexOf(identifier, at + 1)) {
      int end = at + identifier.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
