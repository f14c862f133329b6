package org.yunhe.ingestion.fhir.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The endpoint while Kafka is away, and after it was killed. */
@ExtendWith(PushEndpoint.class)
class PushOutageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PushEndpoint.Access endpoint;

  PushOutageTest(PushEndpoint.Access endpoint) {
    this.endpoint = endpoint;
  }

  @Test
  void withoutKafkaNothingIsTakenAndWithItTheSameRequestIs() throws Exception {
    String id = Samples.id();
    String body = Samples.patient(id, "1", null);
    endpoint.sandbox().killKafka();
    PushEndpoint.Answer away = endpoint.send("PUT", "/Patient/" + id, body);
    endpoint.sandbox().startKafka();

    assertThat(away.status()).isEqualTo(503);
    assertThat(away.headers().get("retry-after")).isNotEmpty();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> assertThat(endpoint.send("PUT", "/Patient/" + id, body).status()).isEqualTo(200));
    assertThat(endpoint.landed("Patient", id)).isNotEmpty();
  }

  @Test
  void aKilledEndpointLeavesNoTransactionHalf() throws Exception {
    String run = Samples.id();
    AtomicBoolean on = new AtomicBoolean(true);
    List<String> taken = java.util.Collections.synchronizedList(new ArrayList<>());
    String hurried =
        endpoint
            .sandbox()
            .keys()
            .issue("fhir_hurry", PushEndpoint.ORG, Instant.now().plusSeconds(600))
            .text();
    List<Thread> senders =
        IntStream.range(0, 3)
            .mapToObj(
                n ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; on.get(); i++) {
                                String name = run + "-" + n + "-" + i;
                                if (transaction(name, hurried)) {
                                  taken.add(name);
                                }
                              }
                            }))
            .toList();
    await().atMost(Duration.ofMinutes(2)).until(() -> taken.size() > 6);
    endpoint.sandbox().killEndpoint();
    on.set(false);
    for (Thread sender : senders) {
      sender.join();
    }
    endpoint.sandbox().startEndpoint();
    await().atMost(Duration.ofMinutes(2)).until(() -> transaction(run + "-after", hurried));

    Map<String, Integer> sizes = new TreeMap<>();
    for (String value : endpoint.log().values("fhir.fhir_hurry.Condition")) {
      String id = JSON.readTree(value).at("/after/id").asText();
      sizes.merge(id.substring(0, id.lastIndexOf('-')), 1, Integer::sum);
    }
    assertThat(sizes.keySet()).containsAll(taken);
    assertThat(sizes.values()).allMatch(size -> size % 20 == 0);
  }

  private boolean transaction(String name, String with) {
    String[] entries =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Samples.entry(
                        "",
                        "PUT",
                        "Condition/" + name + "-" + i,
                        "{\"resourceType\":\"Condition\",\"id\":\""
                            + name
                            + "-"
                            + i
                            + "\",\"subject\":{\"reference\":\"Patient/1\"}}"))
            .toArray(String[]::new);
    try {
      return endpoint
              .answer(
                  endpoint.request(
                      "POST", "", with, endpoint.text(Samples.bundle("transaction", entries))))
              .status()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
