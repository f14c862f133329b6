package org.yunhe.streaming.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
