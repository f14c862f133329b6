package org.yunhe.ingestion.fhir.pull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Pulls the resource types of its share. A server that is not there is waited for. */
public final class FhirSourceTask extends SourceTask {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private FhirSourceConfig config;
  private FhirClient client;
  private Plan plan;

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void start(Map<String, String> settings) {
    config = new FhirSourceConfig(settings);
    client = new FhirClient(config, stopped);
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    if (!client.ready()) {
      return null;
    }
    if (plan == null) {
      plan =
          new Plan(
              config,
              client,
              Capabilities.of(client),
              partition -> context.offsetStorageReader().offset(partition));
    }
    List<SourceRecord> records = plan.step();
    if (records == null) {
      stopped.await(config.interval().toMillis(), TimeUnit.MILLISECONDS);
    }
    return records == null || records.isEmpty() ? null : records;
  }

  @Override
  public void stop() {
    stopped.countDown();
  }
}
