package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.maintenance.RetentionJob;
import org.yunhe.jobs.patient360.Patient360Job;
import org.yunhe.jobs.spark.SealedTables;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.models.contract.ContractCatalog;

/** What stands in the files of an encrypted lake, and that everybody reads it as before. */
class EncryptionTest {
  private static final String SURNAME = "欧阳";

  private final CoreJob job = new CoreJob(TestingModels::models);
  @TempDir private Path folder;
  private TestingLake lake;
  private TestingHospital hospital;
  private KeyAccess keys;

  @BeforeEach
  void emptyLake() {
    keys =
        new KeyAccess(
            "file",
            folder.resolve("master.keys").toString(),
            folder.resolve("data.keys").toString());
    new Keys(keys).provision();
    empty();
  }

  @AfterEach
  void plainAgain() {
    SealedTables.settings(keys, ContractCatalog.load(), false)
        .keySet()
        .forEach(spark().conf()::unset);
  }

  @Test
  void core360AndQuarantineAreTheSameAsWithoutAndNoFileShowsAName() {
    List<String> plain = story();
    assertThat(inFiles())
        .as("the search finds what is there")
        .contains("raw.change", "core.patient");
    assertThat(plain).anyMatch(row -> row.contains("欧阳建国"));

    encrypt(true);
    empty();
    List<String> encrypted = story();

    assertThat(encrypted).isEqualTo(plain);
    assertThat(inFiles()).isEmpty();
    lake.query(
        "CALL lake.system.rewrite_data_files(table => 'core.patient', options =>"
            + " map('rewrite-all', 'true'))");
    lake.query(
        "CALL lake.system.rewrite_data_files(table => 'raw.change', options =>"
            + " map('rewrite-all', 'true'))");
    assertThat(inFiles()).as("after compaction").isEmpty();
    assertThat(everything()).isEqualTo(plain);
    lake.query("UPDATE core.patient SET occupation = 'x' WHERE patient_id = 'his_a:1'");
    assertThat(inFiles()).as("after an update").isEmpty();
    assertThat(lake.texts("SELECT name FROM core.patient WHERE occupation = 'x'"))
        .containsExactly("欧阳建国");
  }

  @Test
  void whatWasWrittenBeforeIsReadBesideAndAFullRunEncryptsIt() {
    patient("1", "欧阳一");
    hospital.land();
    lake.run(job);
    encrypt(true);
    patient("2", "欧阳二");
    hospital.land();
    lake.run(job);

    assertThat(names()).containsExactly("欧阳一", "欧阳二");
    assertThat(lake.texts("SELECT patient_id FROM core.patient WHERE name = '欧阳二'"))
        .containsExactly("his_a:2");
    assertThat(inFiles()).contains("core.patient");
    lake.runFull(job);
    assertThat(names()).containsExactly("欧阳一", "欧阳二");
    lake.query(
        "CALL lake.system.expire_snapshots(table => 'core.patient', older_than =>"
            + " TIMESTAMP '2100-01-01 00:00:00', retain_last => 1)");
    assertThat(inFiles()).as("the log is append-only").containsExactly("raw.change");

    new Keys(keys).rotate();
    patient("3", "欧阳三");
    hospital.land();
    lake.run(job);
    new Keys(keys).rewrap();
    encrypt(false);
    patient("4", "欧阳四");
    hospital.land();
    lake.run(job);
    assertThat(names()).containsExactly("欧阳一", "欧阳二", "欧阳三", "欧阳四");
  }

  @Test
  void retentionRemovesOldRowsAndThoseThatStayAreStillEncrypted() {
    encrypt(true);
    patient("1", "欧阳一");
    hospital.land();
    lake.query("ALTER TABLE lake.raw.change DROP PARTITION FIELD ingested_at_day");
    patient("2", "欧阳二");
    hospital.land();
    // One file has rows of both ages, so that it is written again.
    lake.query(
        "UPDATE raw.change SET ingested_at = TIMESTAMP '2001-01-01 08:00:00' WHERE offset = 0");
    lake.query(
        "CALL lake.system.rewrite_data_files(table => 'raw.change', options =>"
            + " map('rewrite-all', 'true'))");
    List<String> file = lake.texts("SELECT DISTINCT _file FROM raw.change");
    assertThat(file).hasSize(1);

    assertThat(lake.run(new RetentionJob()).rowsWritten()).isEqualTo(1);

    assertThat(lake.texts("SELECT key, after LIKE '%欧阳二%' FROM raw.change"))
        .containsExactly("{\"id\":\"2\"}|true");
    assertThat(lake.texts("SELECT DISTINCT _file FROM raw.change")).doesNotContainSequence(file);
    assertThat(inFiles()).isEmpty();
  }

  @Test
  void withoutTheKeyNothingIsReadAndNothingWritten() throws IOException {
    encrypt(true);
    patient("1", "欧阳一");
    hospital.land();
    lake.run(job);
    Files.writeString(Path.of(keys.masterKeys()), "m1=00112233445566778899aabbccddeeff\n");

    assertThatThrownBy(this::names).hasStackTraceContaining("has no master key");
    patient("2", "欧阳二");
    assertThatThrownBy(hospital::land).hasStackTraceContaining("has no master key");
    assertThat(inFiles()).isEmpty();
    assertThat(lake.texts("SELECT count(*) FROM raw.change")).containsExactly("1");
  }

  /** Inserts, updates, a delete, a bad row, a duplicate key; then the marts. */
  private List<String> story() {
    patient("1", "欧阳一");
    patient("2", "欧阳二");
    hospital.put("brxx", "id", "3", "brid", "3", "xm", "欧阳三", "csrq", "bad");
    hospital.put("jz", "id", "1", "brid", "1", "ks", "2026-03-01 08:00:00", "zd", "I10,E11.9");
    hospital.land();
    lake.run(job);
    patient("1", "欧阳建国");
    patient("4", "");
    hospital.put("brxx", "id", "9", "brid", "2", "xm", "欧阳新", "csrq", "1980-01-01");
    hospital.delete("brxx", "id", "3").land();
    lake.run(job);
    lake.run(new Patient360Job());
    return everything();
  }

  private List<String> everything() {
    return Stream.of(
            "SELECT * EXCEPT (merged_at) FROM core.patient ORDER BY ALL",
            "SELECT * EXCEPT (merged_at) FROM core.encounter ORDER BY ALL",
            "SELECT * EXCEPT (merged_at) FROM core.condition ORDER BY ALL",
            "SELECT source_key, outcome, reason FROM ops.source_row ORDER BY ALL",
            "SELECT source_key, reason_code, reason, payload FROM ops.quarantine ORDER BY ALL",
            "SELECT name, patient_ids, sex FROM mart.patient_360 ORDER BY ALL",
            "SELECT key, after FROM raw.change ORDER BY ALL",
            "SELECT p.name, count(*) FROM core.patient p JOIN core.encounter e USING (patient_id)"
                + " WHERE p.name LIKE '欧阳%' GROUP BY p.name")
        .flatMap(sql -> lake.texts(sql).stream())
        .toList();
  }

  /**
   * Returns the tables of raw and core of which a file, or the metadata of one, shows a surname.
   */
  private List<String> inFiles() {
    List<String> found = new ArrayList<>();
    for (String table : List.of("raw.change", "core.patient")) {
      String[] files =
          lake.query("SELECT DISTINCT file_path FROM lake." + table + ".all_data_files").stream()
              .map(row -> row.getString(0))
              .toArray(String[]::new);
      Stream<Row> rows =
          files.length == 0
              ? Stream.of()
              : spark()
                  .read()
                  .option("mergeSchema", "false")
                  .parquet(files)
                  .collectAsList()
                  .stream();
      Stream<Row> metrics = lake.query("SELECT * FROM lake." + table + ".files").stream();
      if (Stream.concat(rows, metrics).anyMatch(row -> row.mkString("|").contains(SURNAME))) {
        found.add(table);
      }
    }
    return found;
  }

  private void encrypt(boolean on) {
    SealedTables.settings(keys, ContractCatalog.load(), on).forEach(spark().conf()::set);
  }

  private void empty() {
    lake = TestingLake.fresh();
    hospital = new TestingHospital(lake.lake(), "his_a");
  }

  private SparkSession spark() {
    return lake.lake().spark();
  }

  private void patient(String id, String name) {
    hospital.put(
        "brxx",
        "id",
        id,
        "brid",
        id,
        "xm",
        name,
        "xb",
        "1",
        "csrq",
        "1980-02-03",
        "djsj",
        "2026-03-01 08:00:00");
  }

  private List<String> names() {
    return lake.texts("SELECT name FROM core.patient ORDER BY patient_id");
  }
}
