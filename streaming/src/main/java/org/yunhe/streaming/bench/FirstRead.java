package org.yunhe.streaming.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes in a file when a consumer got its first records: the same clock for landing and its peer.
 * It is called once a poll, not once a record.
 */
public final class FirstRead implements ConsumerInterceptor<byte[], byte[]> {
  private static final String FILE = "yunhe.first.read.file";

  private Path file = Path.of("");
  private boolean noted;

  static Map<String, String> into(Path file) {
    return Map.of("interceptor.classes", FirstRead.class.getName(), FILE, file.toString());
  }

  @Override
  public void configure(Map<String, ?> settings) {
    file = Path.of(settings.get(FILE).toString());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (!noted && records.partitions().stream().anyMatch(p -> p.topic().startsWith("cdc."))) {
      noted = true;
      note();
    }
    return records;
  }

  private void note() {
    try {
      Path part = Files.createTempFile(file.getParent(), "first", ".part");
      Files.writeString(part, Long.toString(System.currentTimeMillis()));
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      noted = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
