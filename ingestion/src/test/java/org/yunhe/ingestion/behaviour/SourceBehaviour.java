package org.yunhe.ingestion.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every source does, whatever its protocol: shown on a real Connect worker by what stands in
 * the topics. A source passes by extending this class with its {@link SourceSystem}.
 */
@ExtendWith(SharedConnectBed.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class SourceBehaviour {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FIRST = 40;
  private static final int MANY = 400;

  private final Map<String, String> expected = new TreeMap<>();
  private ConnectBed bed;
  private SourceSystem system;
  private SourceTopics topics;

  /** Starts the source, without a record. */
  protected abstract SourceSystem open(ConnectBed bed) throws Exception;

  @BeforeAll
  final void openSystem(ConnectBed shared) throws Exception {
    bed = shared;
    system = open(bed);
    topics = new SourceTopics(system, bed.bootstrap());
  }

  @AfterAll
  final void closeSystem() throws Exception {
    bed.remove(system.source());
    topics.close();
    system.close();
  }

  @Test
  @Order(1)
  final void theFirstLoadBringsEverythingThatIsThere() throws Exception {
    for (int i = 0; i < FIRST; i++) {
      insert("first-" + i, "text " + i);
    }
    bed.deploy(system.source(), system.settings());

    awaitExpected();

    assertThat(topics.records()).extracting(Captured::op).containsOnly("r");
    assertThat(topics.records()).hasSize(FIRST);
  }

  @Test
  @Order(2)
  final void anIncrementArrives() throws Exception {
    insert("increment-1", "new");

    awaitExpected();
  }

  @Test
  @Order(3)
  final void anUpdateIsNewerThanWhatItChanges() throws Exception {
    update("first-3", "changed");
    awaitExpected();
    update("first-3", "changed 张 again \"quoted\" \\ \u0007");

    awaitExpected();
  }

  @Test
  @Order(4)
  final void aDeletionArrivesAndStays() throws Exception {
    delete("first-4");
    insert("after-deletion", "more");

    awaitExpected();
    assertThat(topics.state().get("first-4").deleted()).isTrue();
  }

  @Test
  @Order(5)
  final void aDuplicateChangesNothing() throws Exception {
    system.repeat("first-5");
    insert("after-duplicate", "more");

    awaitExpected();
  }

  @Test
  @Order(6)
  final void theNewerVersionWinsWhateverTheOrder() throws Exception {
    system.outOfOrder("order-1", "older", "newer");
    expected.put("order-1", "newer");
    insert("after-order", "more");

    awaitExpected();
  }

  @Test
  @Order(7)
  final void theMalformedIsSetAsideAndTheRestGoesOn() throws Exception {
    insert("before-malformed", "good");
    Optional<String> words = system.malformed("malformed-1");
    insert("after-malformed", "good");

    awaitExpected();

    if (words.isPresent()) {
      awaitThat(() -> assertThat(topics.read().quarantine()).isNotEmpty());
      assertThat(topics.quarantine()).anySatisfy(set -> assertSetAside(set, words.get()));
    }
    assertThat(bed.state(system.source())).isEqualTo("RUNNING");
  }

  @Test
  @Order(8)
  final void aKilledWorkerGoesOnWhereItWas() throws Exception {
    for (int i = 0; i < MANY; i++) {
      insert("many-" + i, "text " + i);
    }
    awaitThat(() -> assertThat(topics.read().texts()).containsKey("many-0"));
    awaitThat(
        () -> {
          assertThat(topics.read().texts()).containsKey("many-8");
          assertThat(system.isKnown("many-8", bed.offsets(system.source())))
              .as("many-8 in the offsets")
              .isTrue();
        });
    bed.killWorker();
    int before = readAll();
    update("many-7", "changed while nobody looked");
    insert("while-down", "new");
    delete("many-8");
    bed.startWorker();

    awaitExpected();
    insert("after-restart", "more");
    awaitExpected();

    assertThat(topics.records().subList(before, topics.records().size()))
        .as("records after the restart")
        .extracting(Captured::id)
        .doesNotContain("first-10", "first-20");
  }

  @Test
  @Order(9)
  final void aServerThatIsDownForAWhileIsWaitedFor() throws Exception {
    system.stop();
    await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
    assertThat(bed.state(system.source())).isEqualTo("RUNNING");
    system.start();
    insert("after-outage", "new");
    update("first-6", "changed after the outage");

    awaitExpected();
    assertThat(bed.state(system.source())).isEqualTo("RUNNING");
  }

  private void insert(String id, String text) throws Exception {
    system.insert(id, text);
    expected.put(id, text);
  }

  private void update(String id, String text) throws Exception {
    system.update(id, text);
    expected.put(id, text);
  }

  private void delete(String id) throws Exception {
    system.delete(id);
    expected.remove(id);
  }

  private int readAll() {
    int size;
    do {
      size = topics.records().size();
      topics.read();
    } while (topics.records().size() > size);
    return size;
  }

  private void awaitExpected() {
    awaitThat(() -> assertThat(topics.read().texts()).containsExactlyInAnyOrderEntriesOf(expected));
  }

  private void awaitThat(ThrowingRunnable assertion) {
    try {
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          bed.state(system.source()) + "\n" + String.join("\n", bed.workerLog()), e);
    }
  }

  private void assertSetAside(ConsumerRecord<byte[], byte[]> record, String words) {
    assertThat(new String(record.value(), UTF_8)).contains(words);
    for (String header : new String[] {"reason_code", "reason", "position", "target"}) {
      assertThat(record.headers().lastHeader("yunhe." + header)).as(header).isNotNull();
    }
    assertThat(new String(record.headers().lastHeader("yunhe.target").value(), UTF_8))
        .matches(system.topics());
  }
}
