package org.yunhe.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.core.TestingHospital;
import org.yunhe.jobs.core.TestingModels;
import org.yunhe.models.care.CareReader;
import org.yunhe.models.care.CareTargets;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.YunheException;

/** What maintenance does to tables that are written and read meanwhile, on a real lake. */
class MaintenanceJobTest {
  private static final int ROWS = 5;
  private static final int ROUNDS = 4;
  private static final int SMALL_FILES = 20;
  private static final int SNAPSHOTS = 100;

  /** An hour later, so that what the test writes is old. */
  private static final Clock LATER =
      Clock.fixed(Instant.now().plus(Duration.ofHours(2)), ZoneOffset.UTC);

  private TestingLake lake;

  @BeforeEach
  void emptyLake() {
    lake = TestingLake.fresh();
  }

  @Test
  void mergesOfCoreGoOnWhileItsFilesAreRewritten() throws Exception {
    TestingHospital a = new TestingHospital(lake.lake(), "his_a");
    for (int i = 0; i < 200; i++) {
      patient(a, i, "始");
    }
    a.land();
    lake.run(TestingModels.job());
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> merges =
          writer.submit(
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  for (int i = round; i < 200; i += 7) {
                    patient(a, i, "改" + round);
                  }
                  a.land();
                  lake.run(TestingModels.job());
                }
              });
      while (!merges.isDone()) {
        lake.run(maintain("core.patient", "ops.source_row"));
      }
      get(merges);
    }
    lake.run(maintain("core.patient", "ops.source_row"));

    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      int last = -1;
      for (int round = 0; round < ROUNDS; round++) {
        last = i >= round && (i - round) % 7 == 0 ? round : last;
      }
      expected.add("his_a:" + i + "|" + (last < 0 ? "始" : "改" + last));
    }
    assertThat(lake.texts("SELECT patient_id, name FROM core.patient"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            lake.texts(
                "SELECT table_name, missed, delete_files FROM ops.table_health WHERE run_id ="
                    + " (SELECT max_by(run_id, started_at) FROM ops.job_run WHERE job ="
                    + " 'maintain') AND table_name = 'core.patient'"))
        .as("of the last run; the clock of the test stands still")
        .singleElement()
        .matches(row -> row.startsWith("core.patient|null|"));
    assertThat(lake.texts("SELECT DISTINCT status FROM ops.job_run")).containsExactly("succeeded");
  }

  @Test
  void aTableThatMeetsItsTargetsIsLeftAlone() {
    new TestingLanding(lake.lake().table("raw.change")).commit(ROWS);
    Long before = lake.lake().snapshotId("raw.change");

    lake.run(new MaintenanceJob());

    assertThat(lake.lake().snapshotId("raw.change")).isEqualTo(before);
    assertThat(
            lake.texts(
                "SELECT count(*) FILTER (WHERE actions IS NOT NULL), count(*) FROM"
                    + " ops.table_health"))
        .containsExactly(
            "0|" + ContractCatalog.load().tables().stream().filter(table -> !table.view()).count());
  }

  @Test
  void tagsAndTheNewestCommitOfAStreamAreKept() {
    Table table = lake.lake().table("raw.change");
    TestingLanding landing = new TestingLanding(table);
    landing.commit(ROWS);
    long tagged = table.currentSnapshot().snapshotId();
    table.manageSnapshots().createTag("month-2026-10", tagged).commit();
    landing.commit(ROWS);
    landing.commit(ROWS);
    long streamed = table.currentSnapshot().snapshotId();
    for (int i = 0; i < 3; i++) {
      table.newAppend().commit();
    }

    lake.run(maintain("raw.change"));

    Table after = lake.lake().table("raw.change");
    assertThat(after.snapshots())
        .extracting(Snapshot::snapshotId)
        .contains(tagged, streamed)
        .hasSize(5);
    assertThat(lake.texts("SELECT count(*) FROM raw.change VERSION AS OF 'month-2026-10'"))
        .containsExactly("5");
  }

  @Test
  void ofTooManySnapshotsSoManyGoThatTheNextCommitsHaveRoom() {
    Table table = lake.lake().table("raw.change");
    commit(table, SNAPSHOTS + 1);
    Clock soon = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);

    lake.run(new MaintenanceJob(tables("raw.change"), MaintenanceJobTest::strict, soon));

    table.refresh();
    assertThat(table.snapshots()).hasSize(SNAPSHOTS - SNAPSHOTS / 10);
    commit(table, SNAPSHOTS / 10);
    lake.run(new MaintenanceJob(tables("raw.change"), MaintenanceJobTest::strict, soon));
    table.refresh();
    assertThat(table.snapshots()).as("the target is met").hasSize(SNAPSHOTS);
  }

  private static void commit(Table table, int times) {
    for (int i = 0; i < times; i++) {
      table.newAppend().commit();
    }
  }

  @Test
  void filesNobodyNamesGoWhenTheyAreOld() throws IOException {
    new TestingLanding(lake.lake().table("raw.change")).commit(ROWS);
    Path data = folder("raw.change").resolve("data");
    Path old = Files.writeString(data.resolve("old.parquet"), "left by a crash");
    Path young = Files.writeString(data.resolve("young.parquet"), "being written");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(4))));

    lake.run(new MaintenanceJob(tables("raw.change"), CareReader::read, Clock.systemUTC()));

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(lake.texts("SELECT count(*) FROM raw.change")).containsExactly("5");
  }

  @Test
  void aTableThatFailsDoesNotStopTheOthers() throws IOException {
    TestingLanding landing = new TestingLanding(lake.lake().table("raw.change"));
    landing.commit(ROWS);
    lake.query("DROP TABLE core.patient");

    assertThatThrownBy(() -> lake.run(maintain("core.patient", "raw.change")))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("1 of 2 tables were not maintained: [core.patient]");
    assertThat(
            lake.texts("SELECT table_name, failure IS NOT NULL FROM ops.table_health ORDER BY 1"))
        .containsExactly("core.patient|true", "raw.change|false");
    assertThat(lake.texts("SELECT job, status FROM ops.job_run"))
        .containsExactly("maintain|failed");
  }

  @Test
  void rowsOlderThanTheirRetentionGo() {
    new TestingLanding(lake.lake().table("raw.change")).commit(ROWS);
    for (String day : List.of("2001-01-01", "2001-01-02")) {
      lake.insert(
          "raw.change",
          "source",
          "his_a",
          "source_table",
          "brxx",
          "op",
          "c",
          "source_position",
          "1",
          "topic",
          "cdc.his_a.brxx",
          "partition",
          0,
          "offset",
          0L,
          "ingested_at",
          Instant.parse(day + "T08:00:00Z"));
    }

    JobResult result = lake.run(new RetentionJob());

    assertThat(result.rowsWritten()).isEqualTo(2);
    assertThat(lake.texts("SELECT count(*), min(year(ingested_at)) FROM raw.change"))
        .containsExactly("5|2026");
    assertThat(lake.run(new RetentionJob()).rowsWritten()).isZero();
  }

  private static void patient(TestingHospital hospital, int number, String name) {
    String id = Integer.toString(number);
    hospital.put("brxx", "id", id, "brid", id, "xm", name, "csrq", "1980-02-03");
  }

  private static void get(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private MaintenanceJob maintain(String... names) {
    return new MaintenanceJob(tables(names), MaintenanceJobTest::strict, LATER);
  }

  private static List<TableContract> tables(String... names) {
    ContractCatalog contracts = ContractCatalog.load();
    return Stream.of(names).map(contracts::table).toList();
  }

  private static CareTargets strict(TableContract table) {
    CareTargets own = CareReader.read(table);
    return new CareTargets(
        own.fileBytes(),
        SMALL_FILES,
        3,
        0.05,
        SMALL_FILES,
        SNAPSHOTS,
        Duration.ofMinutes(30),
        Duration.ZERO,
        own.orphanAge(),
        own.order());
  }

  private Path folder(String table) {
    return Path.of(URI.create(lake.lake().table(table).location()).getPath());
  }
}
