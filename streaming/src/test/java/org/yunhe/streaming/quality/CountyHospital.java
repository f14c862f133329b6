package org.yunhe.streaming.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A county hospital that writes patients and visits into its topics, some of them wrong, and knows
 * what is wrong with each.
 */
final class CountyHospital {
  private static final String PATIENTS = "cdc.his_east.pat_master_index";
  private static final String VISITS = "cdc.his_east.clinic_master";
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random = new Random(5);
  private final Map<String, Map<String, String>> rows = new HashMap<>();
  private long position = 1_000;

  /** What must be open in the end: rule and record. */
  final TreeSet<String> open = new TreeSet<>();

  /** What must have been ended: rule and record. */
  final TreeSet<String> resolved = new TreeSet<>();

  /** Records that must be in quarantine, with the reason code. */
  final TreeSet<String> quarantined = new TreeSet<>();

  /** How often a rule was asked and violated. */
  final Map<String, long[]> counts = new TreeMap<>();

  /** What happens to a patient's row. */
  enum Fault {
    NONE,
    CHECK_DIGIT,
    SEX,
    BIRTH_1850,
    BIRTH_UNREADABLE
  }

  CountyHospital(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Registers patients {@code from} to {@code to}, with faults in turn. */
  void register(int from, int to) {
    for (int number = from; number < to; number++) {
      patient("P" + number, fault(number));
    }
  }

  /** Writes visits {@code from} to {@code to} of the first {@code patients} patients in turn. */
  void visits(int from, int to, int patients) {
    for (int number = from; number < to; number++) {
      int patient = number % patients;
      boolean dangling =
          fault(patient) == Fault.BIRTH_1850 || fault(patient) == Fault.BIRTH_UNREADABLE;
      visit("V" + number, "P" + patient, true);
      count("encounter-patient-exists", dangling);
      if (dangling) {
        open.add("encounter-patient-exists his_east:V" + number);
      }
    }
  }

  private static Fault fault(int number) {
    return Fault.values()[number % 10 < Fault.values().length ? number % 10 : 0];
  }

  /** Registers or corrects a patient. */
  void patient(String id, Fault fault) {
    boolean male = random.nextBoolean();
    String digits = "110101" + (1950 + random.nextInt(60)) + "0203" + (male ? "101" : "202");
    char check = checkDigit(digits);
    char wrong = check == '5' ? '6' : '5';
    Map<String, String> row = new LinkedHashMap<>();
    row.put("patient_id", id);
    row.put("name", "张三");
    row.put("sex", male == (fault != Fault.SEX) ? "M" : "F");
    row.put("date_of_birth", digits.substring(6, 10) + "-02-03Z");
    row.put("id_type", "A");
    row.put("id_no", digits + (fault == Fault.CHECK_DIGIT ? wrong : check));
    switch (fault) {
      case BIRTH_1850 -> row.put("date_of_birth", "1850-02-03Z");
      case BIRTH_UNREADABLE -> row.put("date_of_birth", "unknown");
      default -> {}
    }
    end("his_east:" + id);
    expect(id, fault);
    send(PATIENTS, "patient_id", row);
  }

  /** Writes a visit, which says when it began and, where right, ended after that. */
  void visit(String id, String patient, boolean rightOrder) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("visit_no", id);
    row.put("patient_id", patient);
    row.put("clinic_type", "GE");
    row.put("regist_status", "F");
    row.put("visit_time", "2026-03-04T08:00:00Z");
    row.put("end_time", rightOrder ? "2026-03-04T09:00:00Z" : "2026-03-04T07:00:00Z");
    end("his_east:" + id);
    count("encounter-end-after-start", !rightOrder);
    if (!rightOrder) {
      open.add("encounter-end-after-start his_east:" + id);
    }
    send(VISITS, "visit_no", row);
  }

  /** Deletes a visit. */
  void deleteVisit(String id) {
    Map<String, String> before = rows.remove(VISITS + id);
    end("his_east:" + id);
    send(VISITS, key("visit_no", id), envelope(json(before), "null", "d"));
  }

  /** Empties the table of visits. */
  void truncateVisits() {
    rows.keySet().removeIf(key -> key.startsWith(VISITS));
    List.copyOf(open).stream()
        .map(each -> each.substring(each.indexOf(' ') + 1))
        .filter(record -> record.startsWith("his_east:V"))
        .forEach(this::end);
    byte[] value = envelope("null", "null", "t").getBytes(UTF_8);
    producer.send(new ProducerRecord<>(VISITS, null, value));
  }

  /** Notes that a reference of a visit is open, or counted as good. */
  void count(String rule, boolean violated) {
    long[] count = counts.computeIfAbsent(rule, name -> new long[2]);
    count[0]++;
    count[1] += violated ? 1 : 0;
  }

  /** Notes that what was open of a record is over. */
  void end(String record) {
    List<String> over =
        open.stream().filter(each -> each.endsWith(" " + record)).collect(Collectors.toList());
    open.removeAll(over);
    resolved.addAll(over);
  }

  private void expect(String id, Fault fault) {
    String record = " his_east:" + id;
    List<String> violated = new ArrayList<>();
    switch (fault) {
      case NONE -> {}
      case CHECK_DIGIT -> violated.add("patient-id-checksum");
      case SEX -> violated.add("patient-id-sex");
      case BIRTH_1850 -> {
        violated.add("patient-id-birth-date");
        violated.add("patient-birth-date-plausible");
        quarantined.add("YQ-RULE-patient-birth-date-plausible" + record);
      }
      case BIRTH_UNREADABLE -> {
        violated.add("YQ-CAST");
        violated.add("patient-birth-date-present");
        quarantined.add("YQ-CAST" + record);
      }
    }
    violated.forEach(rule -> open.add(rule + record));
    count("patient-id-checksum", fault == Fault.CHECK_DIGIT);
    count("patient-birth-date-present", fault == Fault.BIRTH_UNREADABLE);
    if (fault != Fault.CHECK_DIGIT) {
      count("patient-id-sex", fault == Fault.SEX);
    }
  }

  private void send(String topic, String keyColumn, Map<String, String> row) {
    String id = row.get(keyColumn);
    Map<String, String> before = rows.put(topic + id, row);
    send(
        topic,
        key(keyColumn, id),
        envelope(before == null ? "null" : json(before), json(row), before == null ? "c" : "u"));
  }

  private void send(String topic, String key, String value) {
    producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private String envelope(String before, String after, String operation) {
    position++;
    return """
        {"before":%s,"after":%s,"source":{"connector":"postgresql","ts_ms":%d,"lsn":%d},"op":"%s"}\
        """
        .formatted(before, after, time(), position, operation);
  }

  /** Writes a row of any table, as JSON, and returns its commit time. */
  Instant row(String table, String keyColumn, String id, String image) {
    send("cdc.his_east." + table, key(keyColumn, id), envelope("null", image, "c"));
    return Instant.ofEpochMilli(time());
  }

  private long time() {
    return 1_770_000_000_000L + position * 700;
  }

  private static String key(String column, String id) {
    return "{\"" + column + "\":\"" + id + "\"}";
  }

  private static String json(Map<String, String> row) {
    return row.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** GB 11643: the remainder by 11 of the weighted sum picks the last character. */
  private static char checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += Character.digit(digits.charAt(i), 10) * WEIGHTS[i];
    }
    return "10X98765432".charAt(sum % 11);
  }
}
