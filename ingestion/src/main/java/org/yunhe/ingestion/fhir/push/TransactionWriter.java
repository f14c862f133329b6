package org.yunhe.ingestion.fhir.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of requests to Kafka in transactions, so that of each request a reader of
 * committed records sees all or nothing, also where the endpoint is killed. Requests that wait at
 * the same time share a transaction: a commit takes longer than the records.
 */
final class TransactionWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionWriter.class);
  private static final int WAITING = 256;
  private static final int SHARING = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, Object> settings;
  private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private KafkaProducer<byte[], byte[]> producer;

  private record Order(
      List<ProducerRecord<byte[], byte[]>> records,
      AtomicBoolean claimed,
      CompletableFuture<Void> done) {}

  /** Says that nothing of an order stands in Kafka, or that this is not known yet. */
  static final class NotWritten extends Exception {
    private static final long serialVersionUID = 1L;

    NotWritten(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Creates the writer named {@code name}; one that starts under it ends an older one's work. */
  TransactionWriter(String bootstrap, String name) {
    settings = settings(bootstrap, name);
    thread = Thread.ofPlatform().daemon().name("fhir-push-writer").start(this::work);
  }

  private static Map<String, Object> settings(String bootstrap, String name) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrap),
        Map.entry("transactional.id", name),
        Map.entry("transaction.timeout.ms", 30_000),
        Map.entry("acks", "all"),
        Map.entry("max.block.ms", 5_000),
        Map.entry("request.timeout.ms", 4_000),
        Map.entry("delivery.timeout.ms", 8_000),
        Map.entry("linger.ms", 0),
        Map.entry("batch.size", 256 << 10),
        Map.entry("buffer.memory", 96L << 20),
        Map.entry("max.request.size", 20 << 20),
        Map.entry("compression.type", "lz4"),
        Map.entry("key.serializer", ByteArraySerializer.class),
        Map.entry("value.serializer", ByteArraySerializer.class));
  }

  /** Returns when all {@code records} stand in Kafka for good. */
  void write(List<ProducerRecord<byte[], byte[]>> records) throws NotWritten {
    Order order = new Order(records, new AtomicBoolean(), new CompletableFuture<>());
    if (!orders.offer(order)) {
      throw new NotWritten("too many requests wait for Kafka", null);
    }
    try {
      order.done().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // What was not begun is not begun any more.
      order.claimed().set(true);
      throw new NotWritten("Kafka does not take records", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotWritten("interrupted", e);
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        List<Order> together = new ArrayList<>(List.of(orders.take()));
        orders.drainTo(together, SHARING - 1);
        together.removeIf(order -> !order.claimed().compareAndSet(false, true));
        if (!together.isEmpty()) {
          commit(together);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      drop();
    }
  }

  private void commit(List<Order> together) {
    try {
      if (producer == null) {
        producer = new KafkaProducer<>(settings);
        producer.initTransactions();
      }
      producer.beginTransaction();
      together.forEach(order -> order.records().forEach(producer::send));
      producer.commitTransaction();
      together.forEach(order -> order.done().complete(null));
    } catch (RuntimeException e) {
      LOG.warn("Kafka took no records of {} requests: {}", together.size(), e.toString());
      // The next producer of this name ends the transaction that this one may have left open.
      drop();
      together.forEach(order -> order.done().completeExceptionally(e));
    }
  }

  private void drop() {
    if (producer != null) {
      try {
        producer.close(Duration.ofSeconds(1));
      } catch (RuntimeException e) {
        LOG.warn("the producer did not close: {}", e.toString());
      }
      producer = null;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
