package org.yunhe.jobs.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.JobRunner;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.core.TestingHospital;
import org.yunhe.jobs.core.TestingModels;
import org.yunhe.jobs.patient360.Patient360Job;
import org.yunhe.jobs.release.Pseudonyms;
import org.yunhe.jobs.spark.SealedTables;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;

/** A person of two hospitals leaves the lake, their neighbours stay. */
class EraseJobTest {
  private static final String RESIDENT = "11010519491231002X";
  private static final String NAME = "欧阳守正";
  private static final String PHONE = "13912345678";
  private static final String LOCAL_A = "70018801";
  private static final String LOCAL_B = "80027702";
  private static final String RESOURCE = "fhir-person-1";
  private static final String STUDY = "1.2.840.99.7001";
  private static final List<String> IDENTIFIERS =
      List.of(RESIDENT, NAME, PHONE, LOCAL_A, LOCAL_B, RESOURCE, STUDY);
  private static final Pattern SEALED = Pattern.compile("\"(\\w+)\":\"(yhe1:[^\"]+)\"");
  private static final List<String> COUNTED =
      List.of(
          "raw.change",
          "raw.fhir",
          "raw.dicom",
          "core.patient",
          "core.encounter",
          "core.condition",
          "ops.source_row",
          "ops.quarantine",
          "ops.quality_violation",
          "ops.referral_version",
          "mart.patient_360",
          "mart.patient_timeline",
          "mart.indicator_row",
          "research.t2dm_person");

  @TempDir private Path keyFolder;
  private KeyAccess keys;
  private TestingLake lake;
  private TestingHospital a;
  private TestingHospital b;

  @AfterEach
  void plainAgain() {
    if (keys != null) {
      settings().keySet().forEach(lake.lake().spark().conf()::unset);
    }
  }

  /** Switches encryption at rest on for what is written from now on. */
  private void encrypt() {
    keys =
        new KeyAccess(
            "file",
            keyFolder.resolve("master.keys").toString(),
            keyFolder.resolve("data.keys").toString());
    new Keys(keys).provision();
    settings().forEach(lake.lake().spark().conf()::set);
  }

  private Map<String, String> settings() {
    return SealedTables.settings(keys, ContractCatalog.load(), true);
  }

  @BeforeEach
  void region() {
    lake = TestingLake.fresh();
    a = new TestingHospital(lake.lake(), "his_a");
    b = new TestingHospital(lake.lake(), "his_b");
    for (int i = 1; i <= 12; i++) {
      neighbour(a, i);
      neighbour(b, i);
    }
    // A relative who names the person nowhere but shares the phone.
    a.put("brxx", "id", "900", "brid", "900", "xm", "欧阳小妹", "csrq", "1975-05-05", "dh", PHONE);
    a.put("jz", "id", "v900", "brid", "900", "ks", "2026-03-01 08:00:00", "zd", "bad", "x", "1");
    a.put("jz", "id", "v901", "brid", "900", "ks", "no time", "zd", "I10");
    a.land();
    b.land();
    resource("Patient", "p2", "{\"resourceType\":\"Patient\",\"id\":\"p2\"}");
    resource("Observation", "o2", "{\"subject\":{\"reference\":\"Patient/p2\"}}");
    image("1.2.840.99.7002", "study", "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"1\"]}}");
  }

  @ParameterizedTest(name = "encrypted: {0}")
  @ValueSource(booleans = {false, true})
  void nothingOfThePersonIsLeftAndNothingOfOthersIsGone(boolean encrypted) throws IOException {
    if (encrypted) {
      encrypt();
      region();
    }
    Map<String, Long> others = new TreeMap<>();
    everythingRuns();
    COUNTED.forEach(table -> others.put(table, count(table)));
    person();
    everythingRuns();
    String personId =
        lake.texts("SELECT person_id FROM mart.patient_360 WHERE id_number = '" + RESIDENT + "'")
            .get(0);
    Secrets.write(lake.secrets().resolve("release-t2dm-1.key"), "of this version only");
    String pseudonym = Pseudonyms.of(lake.secrets(), List.of(personId)).iterator().next();
    marks(personId, pseudonym);
    resourcesAndImages();
    assertThat(found(identifiers(personId, pseudonym)))
        .as("before, the files hold the person")
        .contains(
            "raw.change",
            "raw.fhir",
            "raw.dicom",
            "core.patient",
            "mart.patient_360",
            "ops.quarantine",
            "research.t2dm_person");

    assertThat(isInRows(folder("core.patient"), List.of(NAME), null)).isEqualTo(!encrypted);

    JobResult result = lake.run(erase("his_b:" + LOCAL_B));

    assertThat(found(identifiers(personId, pseudonym))).isEmpty();
    COUNTED.forEach(table -> assertThat(count(table)).as(table).isEqualTo(others.get(table)));
    assertThat(
            lake.texts(
                "SELECT requested_by, reason, status, registrations, matches, rows_removed,"
                    + " files_searched > 50 FROM ops.erasure"))
        .containsExactly("dpo|request 12|complete|3|0|" + result.rowsWritten() + "|true");
    assertThat(lake.texts("SELECT count(*) > 10, max(length(key_hash)) FROM ops.erased_key"))
        .containsExactly("true|32");

    comesBackFromTheSource(others);
  }

  private void comesBackFromTheSource(Map<String, Long> others) {
    assertThat(lake.run(TestingModels.job()).fromSnapshot()).as("the bookmark is gone").isNull();
    assertThat(count("core.patient")).isEqualTo(others.get("core.patient"));

    person();
    lake.run(TestingModels.job());
    lake.runFull(TestingModels.job());
    lake.run(new Patient360Job());

    for (String table :
        List.of("core.patient", "core.encounter", "core.condition", "mart.patient_360")) {
      assertThat(count(table)).as(table).isEqualTo(others.get(table));
    }
    assertThat(
            lake.texts(
                "SELECT source_table, filter_reasons, rows_in = rows_core + rows_filtered +"
                    + " rows_quarantined + rows_unmapped FROM ops.reconciliation WHERE recorded_at"
                    + " = (SELECT max(recorded_at) FROM ops.reconciliation) AND source = 'his_a'"
                    + " AND source_table IN ('brxx', 'jz') ORDER BY 1"))
        .containsExactly("brxx|{\"erased\":1}|true", "jz|{\"erased\":3}|true");
  }

  @Test
  void searchFindsWhatIsLeftAndTheErasureIsIncomplete() throws Exception {
    assertThatThrownBy(() -> lake.run(erase("P00000000000000000000")))
        .hasMessageContaining("no registration in core belongs to this person_id");
    assertThatThrownBy(() -> lake.run(erase("张三"))).hasMessageContaining("neither");
    person();
    everythingRuns();
    Path stray = folder("raw.change").resolve("data").resolve("stray.parquet.crc.tmp");
    Files.writeString(stray, "{\"brid\":\"1\",\"id\":\"" + RESIDENT + "\"}");

    assertThatThrownBy(() -> lake.run(erase("his_a:" + LOCAL_A)))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("still in files of raw.change");
    assertThat(lake.texts("SELECT status, matches, matched_tables FROM ops.erasure"))
        .containsExactly("incomplete|1|raw.change");

    eraseWhile("hold more or cannot be read; once more", () -> delete(stray));
    assertThat(lake.texts("SELECT status FROM ops.erasure ORDER BY completed_at"))
        .containsExactly("incomplete", "complete");
  }

  /** What a job left open or did not commit when it was stopped; its rows are written again. */
  @Test
  void filesThatNoJobWillCommitAreRemovedOnceEachHasCommittedTwice() throws Exception {
    person();
    lake.run(TestingModels.job());
    List.of("landing", "quality").forEach(job -> commit(job, 7));
    Path data = folder("raw.change").resolve("data");
    Path uncommitted = data.resolve("uncommitted.parquet");
    try (Stream<Path> files = Files.walk(data)) {
      Files.copy(
          files.filter(file -> isInFile(file, RESIDENT)).findFirst().orElseThrow(), uncommitted);
    }
    Path open = Files.writeString(data.resolve("open.parquet"), "PAR1");

    assertThatThrownBy(() -> eraseWhile("two commits of the jobs", () -> commit("landing", 8)))
        .hasMessageContaining("still in files of raw.change, or files there cannot be read");
    assertThat(uncommitted).exists();
    assertThat(open).exists();

    String said =
        eraseWhile(
            "two commits of the jobs",
            () -> List.of("landing", "quality").forEach(job -> commit(job, 9)));

    assertThat(said).contains("raw.change: 2 files removed that no job will commit");
    assertThat(uncommitted).doesNotExist();
    assertThat(open).doesNotExist();
    assertThat(lake.texts("SELECT status, matches FROM ops.erasure ORDER BY completed_at"))
        .containsExactly("incomplete|2", "complete|0");
    assertThat(
            lake.texts(
                "SELECT DISTINCT summary['flink.operator-id'],"
                    + " summary['flink.max-committed-checkpoint-id'] FROM"
                    + " lake.raw.change.snapshots WHERE summary['flink.operator-id'] IS NOT NULL"
                    + " ORDER BY 1"))
        .as("where the jobs were")
        .contains("landing|10", "quality|10");
  }

  /** Commits twice, without rows, as a streaming job does. */
  private void commit(String job, int checkpoint) {
    for (int i = 0; i < 2; i++) {
      lake.lake()
          .table("raw.change")
          .newAppend()
          .set("flink.job-id", job + " of today")
          .set("flink.operator-id", job)
          .set("flink.max-committed-checkpoint-id", Integer.toString(checkpoint + i))
          .commit();
    }
  }

  /** Erases the person, and does something once it says that it waits; returns what it said. */
  private String eraseWhile(String words, Runnable then) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    AtomicBoolean isDone = new AtomicBoolean();
    try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
      Future<?> jobs =
          beside.submit(
              () -> {
                await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> isDone.get() || said.toString(UTF_8).contains(words));
                then.run();
              });
      try {
        runner(said).run(erase("his_a:" + LOCAL_A));
      } finally {
        isDone.set(true);
      }
      jobs.get();
    }
    return said.toString(UTF_8);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isInFile(Path file, String text) {
    return file.toString().endsWith(".parquet")
        && lake.lake().spark().read().parquet(file.toString()).toJSON().collectAsList().stream()
            .anyMatch(row -> row.contains(text));
  }

  @Test
  void aRegistrationWithTheSameNameAndPhoneIsSaidAndLeftToTheSteward() throws Exception {
    person();
    String[] namesake = {"id", "901", "brid", "901", "xm", NAME, "csrq", "1949-12-31", "dh", PHONE};
    a.put("brxx", namesake);
    namesake[9] = "13800009999";
    a.put("brxx", namesake);
    a.land();
    lake.run(TestingModels.job());
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    assertThatThrownBy(() -> runner(said).run(erase("his_a:" + LOCAL_A)))
        .hasMessageContaining("still in files of raw.change");

    assertThat(said.toString(UTF_8))
        .contains("his_a:901 has or had the name and a phone of the person")
        .doesNotContain("his_a:900", LOCAL_A);
    assertThat(lake.texts("SELECT count(*) FROM raw.change WHERE after LIKE '%\"901\"%'"))
        .containsExactly("2");
  }

  private JobRunner runner(ByteArrayOutputStream said) {
    return new JobRunner(lake.lake(), lake.secrets(), false, new PrintStream(said, true, UTF_8));
  }

  private void person() {
    a.put(
        "brxx",
        "id",
        "500",
        "brid",
        LOCAL_A,
        "xm",
        NAME,
        "csrq",
        "1949-12-31",
        "sfz",
        RESIDENT,
        "dh",
        PHONE);
    a.put("jz", "id", "v501", "brid", LOCAL_A, "ks", "2026-03-01 08:00:00", "zd", "I10,E11.9");
    a.put("jz", "id", "v502", "brid", LOCAL_A, "ks", "2026-03-02 08:00:00", "zd", "I10");
    a.put("jz", "id", "v503", "brid", LOCAL_A, "ks", "not a time", "zd", "I10");
    a.put("yy", "id", "y504", "brid", LOCAL_A, "rq", "2026-03-05");
    a.put("undeclared", "id", "u505", "who", RESIDENT);
    a.delete("jz", "id", "v502");
    a.put("jz", "id", "v502", "brid", LOCAL_A, "ks", "2026-03-02 09:00:00", "zd", "J45");
    a.land();
    b.put(
        "brxx",
        "id",
        "600",
        "brid",
        LOCAL_B,
        "xm",
        NAME,
        "csrq",
        "1949-12-31",
        "sfz",
        RESIDENT.toLowerCase(Locale.ROOT),
        "dh",
        PHONE);
    b.put("jz", "id", "v601", "brid", LOCAL_B, "ks", "2026-03-01 08:00:00", "zd", "I10");
    b.land();
  }

  private void everythingRuns() {
    lake.run(TestingModels.job());
    lake.run(new Patient360Job());
  }

  private static void neighbour(TestingHospital hospital, int number) {
    String id = Integer.toString(number);
    hospital.put(
        "brxx",
        "id",
        id,
        "brid",
        id,
        "xm",
        "邻居" + id,
        "csrq",
        "1980-02-03",
        "dh",
        "1380000000" + id);
    hospital.put("jz", "id", "v" + id, "brid", id, "ks", "2026-03-01 08:00:00", "zd", "I10,J45");
    hospital.put("yy", "id", "y" + id, "brid", id, "rq", "2026-03-05");
  }

  /** Rows as the streaming jobs, indicators and a release leave them. */
  private void marks(String personId, String pseudonym) {
    lake.insert(
        "ops.quality_violation",
        "violation_id",
        "q1",
        "engine",
        "live",
        "status",
        "open",
        "rule_id",
        "r",
        "severity",
        "warn",
        "axis",
        "plausibility",
        "target_table",
        "core.patient",
        "record_id",
        "his_a:" + LOCAL_A,
        "source",
        "his_a",
        "source_table",
        "brxx",
        "source_key",
        "{\"id\":\"500\"}",
        "source_row",
        1,
        "source_position",
        "1",
        "value",
        RESIDENT,
        "reason",
        "id_number = " + RESIDENT,
        "detected_at",
        Instant.EPOCH);
    lake.insert(
        "ops.referral_version",
        "referral_id",
        "ref:1",
        "version",
        1,
        "deleted",
        false,
        "patient_id",
        "his_a:" + LOCAL_A,
        "state",
        "DRAFT",
        "task_status",
        "draft",
        "terminal",
        false,
        "state_since",
        Instant.EPOCH,
        "loop_closed",
        false,
        "breaches",
        0,
        "illegal_steps",
        0,
        "observed_at",
        Instant.EPOCH,
        "source",
        "referral",
        "source_position",
        "1");
    lake.insert(
        "mart.indicator_row",
        "indicator",
        "X",
        "record_id",
        "his_a:v501",
        "record_table",
        "core.encounter",
        "org_code",
        "990121H001",
        "dept_code",
        "none",
        "event_date",
        LocalDate.EPOCH,
        "period",
        LocalDate.EPOCH,
        "numerator",
        BigDecimal.ONE,
        "version",
        "1",
        "run_id",
        "r");
    lake.insert(
        "research.t2dm_person",
        "person_key",
        pseudonym,
        "sex",
        "1",
        "birth_year",
        "1949",
        "region",
        "990121",
        "entry_path",
        "x",
        "incident",
        true,
        "release_version",
        "1");
  }

  /** What FHIR servers and an archive have of the person, in core and only in the logs. */
  private void resourcesAndImages() {
    lake.insert(
        "core.patient",
        "patient_id",
        "fhir_x:Patient/" + RESOURCE,
        "org_code",
        "990121H001",
        "local_patient_no",
        "x",
        "sex",
        "1",
        "birth_date",
        LocalDate.of(1949, 12, 31),
        "id_type",
        "01",
        "id_number",
        RESIDENT,
        "source",
        "fhir_x",
        "source_table",
        "Patient",
        "source_key",
        "{\"id\":\"" + RESOURCE + "\"}",
        "source_row",
        1,
        "source_position",
        "1",
        "merged_at",
        Instant.EPOCH);
    resource("Patient", RESOURCE, "{\"resourceType\":\"Patient\",\"id\":\"" + RESOURCE + "\"}");
    resource("Patient", RESOURCE, null);
    resource(
        "Observation",
        "o1",
        "{\"subject\":{\"reference\":\"https://his.example/Patient/" + RESOURCE + "\"}}");
    resource("RelatedPerson", "r1", "{\"identifier\":[{\"value\":\"" + RESIDENT + "\"}]}");
    image(STUDY, "study", "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"" + LOCAL_A + "\"]}}");
    image(STUDY, "instance", "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}}");
  }

  private void resource(String type, String id, String json) {
    lake.insert(
        "raw.fhir",
        "source",
        "fhir_x",
        "resource_type",
        type,
        "op",
        json == null ? "d" : "u",
        "source_position",
        "1",
        "topic",
        "fhir.fhir_x." + type,
        "partition",
        0,
        "offset",
        0L,
        "ingested_at",
        Instant.parse("2026-03-01T08:00:00Z"),
        "resource_id",
        id,
        "key",
        "{\"id\":\"" + id + "\"}",
        "resource",
        json);
  }

  private void image(String study, String level, String metadata) {
    lake.insert(
        "raw.dicom",
        "source",
        "his_a",
        "level",
        level,
        "op",
        "u",
        "source_position",
        "1",
        "topic",
        "dicom.his_a." + level,
        "partition",
        0,
        "offset",
        0L,
        "ingested_at",
        Instant.parse("2026-03-01T08:00:00Z"),
        "study_uid",
        study,
        "key",
        "{\"study\":\"" + study + "\",\"level\":\"" + level + "\"}",
        "metadata",
        metadata);
  }

  private EraseJob erase(String identifier) {
    return new EraseJob(
        new ErasureRequest(identifier, "dpo", "request 12"),
        PersonColumns.of(TestingModels.sources(), TestingModels.mappings()),
        Duration.ofSeconds(5));
  }

  private long count(String table) {
    return Long.parseLong(lake.texts("SELECT count(*) FROM " + table).get(0));
  }

  private static List<String> identifiers(String personId, String pseudonym) {
    List<String> all = new ArrayList<>(IDENTIFIERS);
    all.addAll(List.of(personId, pseudonym, RESIDENT.toLowerCase(Locale.ROOT)));
    all.remove(PHONE);
    return all;
  }

  /** Returns the tables of which a file has one of the texts: Parquet read, all else as bytes. */
  private List<String> found(List<String> texts) throws IOException {
    List<String> tables = new ArrayList<>();
    try (Stream<Path> layers = Files.list(folder("raw.change").getParent().getParent())) {
      for (Path layer : layers.sorted().toList()) {
        try (Stream<Path> folders = Files.list(layer)) {
          for (Path table : folders.sorted().toList()) {
            if (isInRows(table, texts, keys) || isInBytes(table, texts)) {
              tables.add(layer.getFileName() + "." + table.getFileName());
            }
          }
        }
      }
    }
    return tables;
  }

  private boolean isInRows(Path table, List<String> texts, KeyAccess access) throws IOException {
    Path data = table.resolve("data");
    if (!Files.exists(data)) {
      return false;
    }
    List<String> files;
    try (Stream<Path> all = Files.walk(data)) {
      files = all.map(Path::toString).filter(file -> file.endsWith(".parquet")).toList();
    }
    if (files.isEmpty()) {
      return false;
    }
    return lake
        .lake()
        .spark()
        .read()
        .option("mergeSchema", "true")
        .parquet(files.toArray(String[]::new))
        .toJSON()
        .collectAsList()
        .stream()
        .map(row -> opened(row, table, access))
        .anyMatch(row -> texts.stream().anyMatch(row::contains));
  }

  /** A row with its encrypted values decrypted, where there are keys. */
  private static String opened(String row, Path table, KeyAccess access) {
    if (access == null) {
      return row;
    }
    ValueOpener opener = new ValueOpener(access);
    String name = table.getParent().getFileName() + "." + table.getFileName() + ".";
    return SEALED
        .matcher(row)
        .replaceAll(
            value ->
                Matcher.quoteReplacement(
                    "\""
                        + value.group(1)
                        + "\":\""
                        + opener.open(value.group(2), name + value.group(1))
                        + "\""));
  }

  private static boolean isInBytes(Path table, List<String> texts) throws IOException {
    try (Stream<Path> all = Files.walk(table)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String text : texts) {
          String wanted =
              new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
          if (bytes.contains(wanted)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Path folder(String table) {
    return Path.of(URI.create(lake.lake().table(table).location()).getPath());
  }
}
