package org.yunhe.ingestion.simulator.dicom;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a QIDO-RS request asks for: StudyInstanceUID, StudyDate (a day or a range), AccessionNumber,
 * PatientID, limit, offset. Whatever else it names is given always.
 *
 * @param values parameters by name
 */
record Query(Map<String, String> values) {

  static Query of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : (text == null ? "" : text).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        values.put(pair.substring(0, equals), value);
      }
    }
    return new Query(values);
  }

  /** Returns whether it asks for an examination's study. */
  boolean matches(Examination examination, long seed) {
    String date = examination.performed().format(DateTimeFormatter.BASIC_ISO_DATE);
    return agrees("AccessionNumber", examination.accession())
        && agrees("PatientID", examination.patient())
        && inRange(date)
        && (!values.containsKey("StudyInstanceUID")
            || values.get("StudyInstanceUID").equals(ImagedStudy.uid(seed, examination)));
  }

  private boolean agrees(String name, String value) {
    return !values.containsKey(name) || values.get(name).equals(value);
  }

  private boolean inRange(String date) {
    String range = values.getOrDefault("StudyDate", "-");
    int dash = range.indexOf('-');
    String from = dash < 0 ? range : range.substring(0, dash);
    String to = dash < 0 ? range : range.substring(dash + 1);
    return date.compareTo(from) >= 0 && (to.isEmpty() || date.compareTo(to) <= 0);
  }

  /** Returns the part of a list that it asks for. */
  <T> List<T> page(Stream<T> all) {
    return all.skip(number("offset", 0)).limit(number("limit", 1000)).toList();
  }

  private long number(String name, long other) {
    String text = values.getOrDefault(name, "");
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : other;
  }
}
