package org.yunhe.streaming.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.yunhe.streaming.bench.Sandbox;

/**
 * The quality job on a real broker and catalog, killed hard in the middle; what it says is compared
 * with what the hospital that wrote the faults knows of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QualityJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final int KILLS = 2;

  private static Sandbox sandbox;
  private static KafkaProducer<byte[], byte[]> producer;
  private static CountyHospital hospital;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start("0.5s", 2, 900);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.config().kafka().bootstrap(), "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    hospital = new CountyHospital(producer);
  }

  @AfterAll
  static void stop() {
    producer.close();
    sandbox.close();
  }

  @Test
  @Order(1)
  void findsWhatIsWrongAndNothingElse() {
    hospital.register(0, 300);
    hospital.visits(0, 300, 300);
    hospital.visit("V-order", "P0", false);
    hospital.count("encounter-patient-exists", false);
    hospital.visit("V-late", "P-late", true);
    hospital.open.add("encounter-patient-exists his_east:V-late");
    hospital.count("encounter-patient-exists", true);
    hospital.visit("V-gone", "P-never", true);
    hospital.open.add("encounter-patient-exists his_east:V-gone");
    hospital.count("encounter-patient-exists", true);
    sandbox.startFlink(QualityJob.NAME);

    eventually(QualityJobTest::everythingIsAsKnown);
    assertThat(hospital.open).hasSizeGreaterThan(200);
  }

  @Test
  @Order(2)
  void aLatePatientACorrectionAndADeletionEndWhatWasWrong() {
    hospital.end("his_east:V-late");
    hospital.patient("P-late", CountyHospital.Fault.NONE);
    hospital.patient("P1", CountyHospital.Fault.NONE);
    hospital.patient("P2", CountyHospital.Fault.CHECK_DIGIT);
    hospital.deleteVisit("V-gone");

    eventually(QualityJobTest::everythingIsAsKnown);
    assertThat(hospital.resolved)
        .contains(
            "encounter-patient-exists his_east:V-late",
            "encounter-patient-exists his_east:V-gone",
            "patient-id-checksum his_east:P1",
            "patient-id-sex his_east:P2");
  }

  @Test
  @Order(3)
  void losesNothingAndDoublesNothingWhenKilledHard() {
    for (int kill = 0; kill < KILLS; kill++) {
      int from = 1000 + 2000 * kill;
      hospital.register(from, from + 1000);
      hospital.visits(from, from + 1000, 300);
      producer.flush();
      int known = rows("ops.quality_violation").size();
      await().atMost(PATIENCE).until(() -> rows("ops.quality_violation").size() > known);
      hospital.register(from + 1000, from + 2000);
      hospital.visits(from + 1000, from + 2000, 300);
      sandbox.killFlink();
      sandbox.startFlink(QualityJob.NAME);
    }

    eventually(QualityJobTest::everythingIsAsKnown);
  }

  @Test
  @Order(4)
  void anEmptiedTableEndsWhatItsRowsViolated() {
    assertThat(hospital.open).anyMatch(each -> each.contains(" his_east:V"));
    hospital.truncateVisits();
    hospital.visit("V-after", "P0", false);
    hospital.count("encounter-patient-exists", false);

    eventually(QualityJobTest::everythingIsAsKnown);
    assertThat(hospital.open)
        .filteredOn(each -> each.contains(" his_east:V"))
        .containsExactly("encounter-end-after-start his_east:V-after");
    assertThat(hospital.open).anyMatch(each -> each.contains(" his_east:P"));
  }

  @Test
  @Order(5)
  void tellsOnceWhatAHospitalDoesToItsColumns() {
    String as = "\"inp_flag\":\"1\"";
    Instant first = department("1", "\"dept_attr\":\"0\",\"clinic_flag\":null," + as);
    department("2", "\"dept_attr\":\"__debezium_unavailable_value\",\"clinic_flag\":\"1\"," + as);
    eventually(() -> assertThat(drifts("dept_dict")).isEmpty());

    Instant added =
        department("3", "\"dept_attr\":\"0\",\"clinic_flag\":\"1\"," + as + ",\"floor\":3");
    Instant changed = department("4", "\"dept_attr\":0," + as + ",\"floor\":null");
    Instant made = hospital.row("kiosk", "id", "1", "{\"id\":\"1\"}");
    producer.flush();
    List<String> told =
        List.of(
            "added floor open " + added,
            "dropped clinic_flag open " + changed,
            "retyped dept_attr open " + changed);
    eventually(
        () -> {
          assertThat(drifts("dept_dict")).containsExactlyInAnyOrderElementsOf(told);
          assertThat(drifts("kiosk")).containsExactly("new_table null open " + made);
        });

    sandbox.killFlink();
    sandbox.startFlink(QualityJob.NAME);
    department("5", "\"dept_attr\":1," + as + ",\"floor\":2");
    Instant back = department("6", "\"dept_attr\":1,\"clinic_flag\":\"0\"," + as + ",\"floor\":2");
    hospital.row("kiosk", "id", "2", "{\"id\":\"2\"}");
    producer.flush();

    List<String> toldThen = new ArrayList<>(told);
    toldThen.add("dropped clinic_flag resolved " + back);
    eventually(
        () -> {
          assertThat(drifts("dept_dict")).containsExactlyInAnyOrderElementsOf(toldThen);
          assertThat(drifts("kiosk")).containsExactly("new_table null open " + made);
        });
    assertThat(first).isBefore(added);
    assertThat(new TreeSet<>(alerts("dept_dict")))
        .isEqualTo(
            new TreeSet<>(
                List.of(
                    "SCHEMA_DRIFT added floor",
                    "SCHEMA_DRIFT dropped clinic_flag",
                    "SCHEMA_DRIFT retyped dept_attr",
                    "SCHEMA_DRIFT_RESOLVED dropped clinic_flag")));
  }

  /** Writes a department whose columns after the name are {@code rest}. */
  private static Instant department(String code, String rest) {
    return hospital.row(
        "dept_dict",
        "dept_code",
        code,
        "{\"dept_code\":\"" + code + "\",\"dept_name\":\"科\"," + rest + "}");
  }

  private static List<String> drifts(String table) {
    return rows("ops.schema_drift").stream()
        .filter(row -> row.getField("source_table").equals(table))
        .map(
            row ->
                row.getField("kind")
                    + " "
                    + row.getField("column_name")
                    + " "
                    + row.getField("status")
                    + " "
                    + ((OffsetDateTime) row.getField("since")).toInstant())
        .toList();
  }

  private static List<String> alerts(String table) {
    List<String> alerts = new ArrayList<>();
    TopicPartition partition = new TopicPartition("alerts.schema-drift", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", sandbox.config().kafka().bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          JsonNode alert = new ObjectMapper().readTree(record.value());
          if (alert.get("table").asText().equals(table)) {
            alerts.add(
                alert.get("type").asText()
                    + " "
                    + alert.get("kind").asText()
                    + " "
                    + alert.get("column").asText());
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return alerts;
  }

  private static void everythingIsAsKnown() {
    List<Record> rows = rows("ops.quality_violation");
    Set<String> over = new TreeSet<>();
    rows.stream().filter(row -> is(row, "resolved")).forEach(row -> over.add(id(row)));
    Set<String> open = new TreeSet<>();
    rows.stream()
        .filter(row -> is(row, "open") && !over.contains(id(row)))
        .forEach(row -> open.add(name(row)));
    assertThat(difference(open, hospital.open)).as(QualityJobTest::log).isEmpty();
    Set<String> resolved = new TreeSet<>();
    rows.stream().filter(row -> is(row, "resolved")).forEach(row -> resolved.add(name(row)));
    assertThat(difference(resolved, hospital.resolved)).isEmpty();
    assertThat(rows.stream().map(row -> id(row) + row.getField("status")))
        .as("each violation opened and ended once")
        .doesNotHaveDuplicates();
    assertThat(counts().keySet()).containsAll(hospital.counts.keySet());
    hospital.counts.forEach(
        (rule, count) -> assertThat(counts().get(rule)).as(rule).isEqualTo(count));
    assertThat(difference(quarantined(), hospital.quarantined)).isEmpty();
  }

  /** What is in one of the sets only: {@code +} found and not known, {@code -} the other way. */
  private static Set<String> difference(Set<String> found, Set<String> known) {
    Set<String> difference = new TreeSet<>();
    found.stream()
        .filter(each -> !known.contains(each))
        .forEach(each -> difference.add("+" + each));
    known.stream()
        .filter(each -> !found.contains(each))
        .forEach(each -> difference.add("-" + each));
    return difference;
  }

  private static boolean is(Record row, String status) {
    return row.getField("status").equals(status);
  }

  private static String id(Record row) {
    return row.getField("violation_id").toString();
  }

  private static String name(Record row) {
    return row.getField("rule_id") + " " + row.getField("record_id");
  }

  private static Map<String, long[]> counts() {
    Map<String, long[]> counts = new TreeMap<>();
    for (Record row : rows("ops.quality_metric")) {
      long[] count = counts.computeIfAbsent((String) row.getField("rule_id"), rule -> new long[2]);
      count[0] += (long) row.getField("checked");
      count[1] += (long) row.getField("violated");
    }
    return counts;
  }

  private static Set<String> quarantined() {
    Set<String> quarantined = new TreeSet<>();
    for (Record row : rows("ops.quarantine")) {
      String key = (String) row.getField("source_key");
      quarantined.add(
          row.getField("reason_code")
              + " his_east:"
              + key.substring(key.indexOf(":\"") + 2, key.length() - 2));
    }
    return quarantined;
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(assertion);
  }

  private static String log() {
    return String.join("\n", sandbox.flinkLog());
  }

  private static List<Record> rows(String table) {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> scan =
        IcebergGenerics.read(sandbox.catalog().loadTable(TableIdentifier.parse(table))).build()) {
      scan.forEach(rows::add);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return rows;
  }
}
