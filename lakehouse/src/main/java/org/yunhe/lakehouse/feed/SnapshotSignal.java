package org.yunhe.lakehouse.feed;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Asks a database's connector, by Debezium's signal topic, to read one table again while it goes on
 * following the log.
 */
public final class SnapshotSignal implements AutoCloseable {
  /** The topic that every database connector reads signals from: one partition. */
  public static final String TOPIC = "_yunhe.signals";

  private static final int SECONDS = 20;

  private final KafkaProducer<String, String> producer;

  /** Creates a sender to those brokers. */
  public SnapshotSignal(String bootstrap) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Asks for a table of a source; returns when the request is written. */
  public void request(String source, String schema, String table) {
    String signal =
        """
        {"type":"execute-snapshot","data":{"data-collections":["%s.%s"],"type":"INCREMENTAL"}}"""
            .formatted(schema, table);
    try {
      producer
          .send(new ProducerRecord<>(TOPIC, 0, "cdc." + source, signal))
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "Kafka does not take the request: " + e.getMessage(),
          "look at './yunhe logs kafka'",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.UNREACHABLE, "interrupted", "", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
