package org.yunhe.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** A job that follows its input, and jobs that must not run beside each other. */
class FollowerTest {
  private static final PrintStream QUIET = new PrintStream(OutputStream.nullOutputStream());

  private final List<Long> runs = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private TestingLake lake;
  private boolean broken;

  @BeforeEach
  void emptyLake() {
    lake = TestingLake.fresh();
  }

  private final class CountingJob implements Job {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public List<String> inputs() {
      return List.of("ops.erased_key");
    }

    @Override
    public JobResult run(JobContext context) {
      runs.add(context.lake().recordCount("ops.erased_key"));
      if (broken) {
        throw new YunheException(ErrorCode.UNREACHABLE, "the server is away", "wait for it");
      }
      return new JobResult(null, null, 0, 0, Map.of());
    }
  }

  @Test
  void runsAgainWhenTheInputHasGrownAndNotOtherwise() throws Exception {
    Follower follower = follower();
    Thread thread = follow(follower);
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.equals(List.of(0L)));
    insert("one");
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.equals(List.of(0L, 1L)));
    insert("two");
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.equals(List.of(0L, 1L, 2L)));

    follower.stop();

    thread.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(thread.isAlive()).isFalse();
    assertThat(lake.texts("SELECT status FROM lake.ops.job_run WHERE job = 'counting'"))
        .as("one row for each run, none for looking")
        .containsOnly("succeeded")
        .hasSize(3);
  }

  @Test
  void aFailureIsToldAndTriedAgain() throws Exception {
    broken = true;
    Follower follower = follower();
    Thread thread = follow(follower);
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.size() > 1);
    broken = false;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !lake.texts("SELECT status FROM lake.ops.job_run WHERE status = 'succeeded'")
                    .isEmpty());
    follower.stop();
    thread.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("the server is away — wait");
  }

  @Test
  void refusesAJobThatHasNoLogToFollow() {
    Job job =
        new Job() {
          @Override
          public String name() {
            return "patient-360";
          }

          @Override
          public JobResult run(JobContext context) {
            throw new IllegalStateException("must not run");
          }
        };
    assertThatThrownBy(() -> follower().follow(List.of(job)))
        .hasMessageContaining("patient-360 does not follow a log");
  }

  @Test
  void twoRunsThatWriteTheSameTablesWaitForEachOther(@TempDir Path home) throws Exception {
    Path root = Path.of(System.getProperty("yunhe.root"));
    YunheConfig config =
        YunheConfig.parse(
            root,
            Path.of("test.yaml"),
            "home: %s%nports: {postgres: %d}%n".formatted(home, Ports.free()));
    PostgresServer postgres = new PostgresServer(config);
    postgres.start();
    try {
      Progress progress = new Progress(QUIET, "core");
      JobLocks locks = JobLocks.of(config);
      CountDownLatch second = new CountDownLatch(1);
      JobLocks.Held first = locks.acquire("core", progress);
      locks.acquire("patient-360", progress).close();
      Thread other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    locks.acquire("core", progress).close();
                    second.countDown();
                  });
      assertThat(second.await(2, TimeUnit.SECONDS)).as("runs beside the first").isFalse();

      first.close();

      assertThat(second.await(30, TimeUnit.SECONDS)).as("runs after the first").isTrue();
      other.join();
    } finally {
      postgres.stop();
    }
  }

  private Follower follower() {
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    JobRunner runner = new JobRunner(lake.lake(), lake.secrets(), false, QUIET);
    return new Follower(lake.lake(), runner, Duration.ofMillis(200), err);
  }

  private Thread follow(Follower follower) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                follower.follow(List.of(new CountingJob()));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void insert(String key) {
    lake.insert(
        "ops.erased_key",
        "key_hash",
        key,
        "kind",
        "patient",
        "erasure_id",
        "e1",
        "erased_at",
        Instant.parse("2026-03-01T08:00:00Z"));
  }
}
