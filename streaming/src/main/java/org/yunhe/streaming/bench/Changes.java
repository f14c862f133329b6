package org.yunhe.streaming.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Debezium envelopes as an outpatient registration table of a hospital gives them. */
final class Changes implements AutoCloseable {
  private static final String[] NAMES = {"张伟", "王芳", "李娜", "刘洋", "陈静", "欧阳建国"};
  private static final String[] DEPARTMENTS = {"内科门诊", "外科门诊", "儿科", "妇产科", "急诊医学科"};

  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random = new Random(1);
  private final int topics;
  private long sent;
  private long bytes;

  Changes(String bootstrap, int topics) {
    this.topics = topics;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "linger.ms", "20",
                "batch.size", "262144",
                "compression.type", "lz4",
                "buffer.memory", Integer.toString(64 << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    createTopics(bootstrap);
  }

  private void createTopics(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              IntStream.range(0, topics)
                  .mapToObj(i -> new NewTopic(topic(i), 1, (short) 1))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends {@code count} changes, spread over the topics, made at {@code millis}. */
  void send(long count, long millis) {
    for (long i = 0; i < count; i++) {
      long id = sent++;
      byte[] value = envelope(id, millis).getBytes(UTF_8);
      byte[] key = ("{\"ghxh\":" + id + "}").getBytes(UTF_8);
      bytes += value.length;
      producer.send(new ProducerRecord<>(topic(id), key, value));
    }
    producer.flush();
  }

  long sent() {
    return sent;
  }

  long averageBytes() {
    return bytes / Math.max(1, sent);
  }

  private String topic(long id) {
    return "cdc.bench.t%02d".formatted(id % topics);
  }

  private String envelope(long id, long millis) {
    int draw = random.nextInt(100);
    String op = draw < 60 ? "c" : draw < 97 ? "u" : "d";
    boolean delete = op.equals("d");
    return "{\"before\":%s,\"after\":%s,\"source\":%s,\"transaction\":null,\"op\":\"%s\",\"ts_ms\":%d}"
        .formatted(
            delete ? "{\"ghxh\":" + id + "}" : "null",
            delete ? "null" : row(id),
            source(id, millis),
            op,
            millis + 12);
  }

  private String row(long id) {
    return """
        {"ghxh":%d,"brid":"%08d","xm":"%s","ksmc":"%s","ysgh":"D%04d","ghsj":"2026-03-%02dT%02d:%02d:00Z",\
        "ghf":"%d.50","jzzt":%d,"bz":null}"""
        .formatted(
            id,
            random.nextInt(100_000_000),
            NAMES[random.nextInt(NAMES.length)],
            DEPARTMENTS[random.nextInt(DEPARTMENTS.length)],
            random.nextInt(500),
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(100),
            random.nextInt(4));
  }

  private static String source(long id, long millis) {
    return """
        {"version":"3.6.1.Final","connector":"postgresql","name":"cdc.bench","ts_ms":%d,"snapshot":"false",\
        "db":"bench","sequence":"[\\"%d\\",\\"%d\\"]","schema":"his","table":"t","txId":%d,"lsn":%d,"xmin":null}"""
        .formatted(
            millis, 24_000_000 + id * 96, 24_000_096 + id * 96, id / 3, 24_000_096 + id * 96);
  }

  @Override
  public void close() {
    producer.close();
  }
}
