package org.yunhe.jobs.maintenance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.catalog.TableIdentifier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.JobRunner;
import org.yunhe.jobs.TestingCatalog;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.core.TestingModels;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.care.CareReader;
import org.yunhe.models.care.CareTargets;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/**
 * The log as landing fills it, a commit every five seconds for an hour, with maintenance each half
 * hour. Every commit is made, in the catalog that an installation has. What is simulated is time:
 * commits follow each other as fast as the machine makes them, except while maintenance runs, which
 * has as many beside it as fall into 75 seconds; and an age of the targets reaches back over as
 * many commits as it would. What is counted stands in the contract.
 */
class HourOfCommitsTest {
  private static final int COMMITS = 720;
  private static final int ROWS = 3;
  private static final int BESIDE = 15;
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(5);

  private static final String OUT_OF_ORDER =
      """
      SELECT _file FROM (
        SELECT _file, struct(source, source_table, source_position) AS here,
          lag(struct(source, source_table, source_position))
            OVER (PARTITION BY _file ORDER BY _pos) AS before,
          count(*) OVER (PARTITION BY _file) AS rows
        FROM %s.raw.change)
      WHERE rows > 3 AND before > here
      """;

  private final TestingCatalog catalog = TestingCatalog.fresh();
  private final Lake lake = catalog.lake(TestingLake.fresh().lake().spark());
  private final TableContract contract = ContractCatalog.load().table("raw.change");
  private final TestingLanding landing =
      new TestingLanding(catalog.catalog().loadTable(TableIdentifier.parse("raw.change")));

  /** Permits to commit. */
  private final Semaphore commits = new Semaphore(COMMITS / 2);

  @Test
  void theLogStaysWithinTheTargetsOfItsContract() throws Exception {
    JobResult second;
    long read;
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> hour = writer.submit(this::land);
      awaitCommits(hour, COMMITS / 2);
      maintainBesideCommits();
      commits.release(COMMITS / 2 - 2 * BESIDE);
      read = run(TestingModels.job()).rowsRead();
      awaitCommits(hour, COMMITS - BESIDE);
      maintainBesideCommits();
      hour.get();
    }
    second = run(TestingModels.job());

    assertThat(
            texts(
                "SELECT missed_before, missed, small_files <= 20, snapshots <= 600, manifests <="
                    + " 100, read_amplification <= 21 FROM %s.ops.table_health ORDER BY"
                    + " measured_at"))
        .as("missed before and after, at the half hour and at the hour")
        .containsExactly(
            "small_files|null|true|true|true|true",
            "small_files, snapshots|null|true|true|true|true");
    assertThat(landing.landed()).isEqualTo((long) COMMITS * ROWS);
    assertThat(texts("SELECT count(*), count(DISTINCT offset) FROM %s.raw.change"))
        .as("nothing lost, nothing doubled")
        .containsExactly(landing.landed() + "|" + landing.landed());
    assertThat(second.fromSnapshot()).as("core goes on from its bookmark").isNotNull();
    assertThat(read + second.rowsRead()).as("each change read once").isEqualTo(landing.landed());
    assertThat(texts("SELECT count(*) FROM %s.core.patient"))
        .containsExactly(Long.toString(landing.landed()));
    assertThat(texts(OUT_OF_ORDER)).as("a rewritten file has the order of the log").isEmpty();
  }

  private void land() {
    for (int i = 0; i < COMMITS; i++) {
      commits.acquireUninterruptibly();
      landing.commit(ROWS);
    }
  }

  private void awaitCommits(Future<?> hour, int number) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> landing.landed() >= (long) number * ROWS || hour.isDone());
  }

  private void maintainBesideCommits() {
    long before = landing.landed();
    AtomicInteger left = new AtomicInteger(BESIDE);
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> ticking =
          clock.scheduleAtFixedRate(
              () -> commits.release(left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? 1 : 0),
              0,
              150,
              MILLISECONDS);
      Instant now = Instant.now();
      run(
          new MaintenanceJob(
              List.of(contract), table -> simulated(table, now), Clock.fixed(now, ZoneOffset.UTC)));
      ticking.cancel(false);
    }
    assertThat(landing.landed()).as("commits were made beside").isGreaterThan(before);
    commits.release(left.get());
  }

  /** The targets of the contract, with ages as long as their commits took here. */
  private CareTargets simulated(TableContract table, Instant now) {
    CareTargets own = CareReader.read(table);
    return new CareTargets(
        own.fileBytes(),
        own.smallFiles(),
        own.deleteFiles(),
        own.deleteRatio(),
        own.manifests(),
        own.snapshots(),
        simulated(own.snapshotAge(), now),
        simulated(own.readers(), now),
        own.orphanAge(),
        own.order());
  }

  private Duration simulated(Duration age, Instant now) {
    List<Instant> made = landing.commits().stream().filter(now::isAfter).toList();
    long back = age.dividedBy(BETWEEN_COMMITS);
    return back < made.size() ? Duration.between(made.get((int) (made.size() - back)), now) : age;
  }

  private JobResult run(Job job) {
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    return new JobRunner(lake, catalog.secrets(), false, silent).run(job);
  }

  private List<String> texts(String sql) {
    return lake.spark().sql(sql.formatted(lake.catalog())).collectAsList().stream()
        .map(row -> row.mkString("|"))
        .toList();
  }
}
