package org.yunhe.ingestion.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Reads the changes after the last one that Kafka has, page by page. The number of the last change
 * is the offset that Connect keeps; a page that Kafka has not taken whole is read again.
 */
public final class ExampleSourceTask extends SourceTask {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OFFSET = "seq";

  /** Header of a page: the number of the last change on it. */
  private static final String LAST_CHANGE = "Last-Change";

  private final CountDownLatch stopped = new CountDownLatch(1);
  private HttpClient http;
  private ExampleConfig config;
  private Map<String, String> partition;
  private long last;

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void start(Map<String, String> settings) {
    config = new ExampleConfig(settings);
    http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    partition = Map.of("source", config.source());
    Map<String, Object> offset = context.offsetStorageReader().offset(partition);
    last = offset == null ? 0 : ((Number) offset.get(OFFSET)).longValue();
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    HttpResponse<byte[]> page = page(config.changesAfter(last));
    List<byte[]> lines = split(page.body());
    if (lines.isEmpty()) {
      pause();
      return null;
    }
    long before = last;
    last = page.headers().firstValueAsLong(LAST_CHANGE).orElseThrow();
    List<SourceRecord> records = new ArrayList<>();
    for (byte[] line : lines) {
      String position = page.uri() + " line " + (records.size() + 1);
      long offset = records.size() == lines.size() - 1 ? last : before;
      records.add(
          ExampleChange.read(config.source(), line, position)
              .record(partition, Map.of(OFFSET, offset), System.currentTimeMillis()));
    }
    return records;
  }

  /** One page; a server that is not there, or not well, is asked again by Connect. */
  private HttpResponse<byte[]> page(URI address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 500) {
        pause();
        throw new RetriableException(address + " answers " + answer.statusCode());
      }
      if (answer.statusCode() != 200) {
        throw new ConnectException(address + " answers " + answer.statusCode());
      }
      return answer;
    } catch (IOException e) {
      pause();
      throw new RetriableException(address + " does not answer", e);
    }
  }

  private void pause() throws InterruptedException {
    stopped.await(config.pause().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static List<byte[]> split(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '\n') {
        if (i > start) {
          lines.add(Arrays.copyOfRange(body, start, i));
        }
        start = i + 1;
      }
    }
    return lines;
  }

  @Override
  public void stop() {
    stopped.countDown();
  }
}
