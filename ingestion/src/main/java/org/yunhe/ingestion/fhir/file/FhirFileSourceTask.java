package org.yunhe.ingestion.fhir.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.ingestion.fhir.ConnectRecords;

/** Reads the files of its share one after another. Connect keeps how far, file by file. */
public final class FhirFileSourceTask extends SourceTask {
  private static final Logger LOG = LoggerFactory.getLogger(FhirFileSourceTask.class);
  private static final int BATCH_BYTES = 8 << 20;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<String, FileReport> reports = new ConcurrentHashMap<>();
  private FhirFileConfig config;
  private FeedFolder folder;
  private FeedQueue queue;
  private FileReading reading;
  private long known;
  private long reportsFrom = System.nanoTime();

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void start(Map<String, String> settings) {
    config = new FhirFileConfig(settings);
    folder = config.folder();
    queue = new FeedQueue(config, folder, context.offsetStorageReader());
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    writeReports();
    try {
      if (reading == null && !open()) {
        pause(config.interval());
        return null;
      }
      return batch();
    } catch (NoSuchFileException e) {
      abandon();
      LOG.warn("{} is gone", e.getMessage());
      pause(config.interval());
      return null;
    } catch (IOException e) {
      abandon();
      pause(config.interval());
      throw new RetriableException(config.place() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean open() throws IOException {
    Optional<Map.Entry<FeedFile, Long>> next = queue.next();
    if (next.isEmpty()) {
      return false;
    }
    FeedFile file = next.get().getKey();
    try {
      reading = new FileReading(folder, file, config.source());
    } catch (IOException e) {
      queue.postpone(file);
      throw e;
    }
    known = next.get().getValue();
    reports.put(file.name(), new FileReport(file, reading.started()));
    return true;
  }

  private List<SourceRecord> batch() throws IOException {
    FeedFile file = reading.file();
    FileReport report = reports.get(file.name());
    ConnectRecords records = new ConnectRecords(FileOffset.partition(config.source(), file.name()));
    List<SourceRecord> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < config.batch() && bytes < BATCH_BYTES) {
      FeedItem item = reading.next();
      if (item == null) {
        finish(reading.hash());
        return batch;
      }
      report.count(item);
      boolean last = reading.finished();
      String hash = last ? reading.hash() : null;
      if (reading.taken() > known) {
        FileOffset offset = FileOffset.at(file, reading.taken(), hash);
        SourceRecord record = record(records, item, offset);
        bytes += ((byte[]) record.value()).length;
        report.sent();
        batch.add(record);
      }
      if (last) {
        finish(hash);
        return batch;
      }
    }
    return batch;
  }

  private static SourceRecord record(ConnectRecords records, FeedItem item, FileOffset offset) {
    return item.record() == null
        ? records.of(item.unreadable(), offset.toMap())
        : records.of(item.record(), offset.toMap());
  }

  private void finish(String hash) throws IOException {
    queue.done(reading.file(), reading.taken(), hash);
    reports.get(reading.file().name()).finished(hash);
    reading.close();
    reading = null;
  }

  /** Drops a file that cannot be read on; it is taken up again where Kafka has it. */
  private void abandon() {
    if (reading != null) {
      queue.postpone(reading.file());
      reports.remove(reading.file().name());
      try {
        reading.close();
      } catch (IOException e) {
        LOG.debug("{} was not closed", reading.file().name(), e);
      }
      reading = null;
    }
  }

  @Override
  public void commitRecord(SourceRecord record, RecordMetadata metadata) {
    FileReport report = reports.get(FileOffset.file(record.sourcePartition()));
    if (report != null) {
      report.acknowledged();
    }
  }

  /** Writes what can be written; a report that the place does not take is tried again later. */
  private void writeReports() {
    if (System.nanoTime() - reportsFrom < 0
        || reports.values().stream().noneMatch(FileReport::complete)
        || !folder.there()) {
      return;
    }
    for (Map.Entry<String, FileReport> entry : reports.entrySet()) {
      if (!entry.getValue().complete()) {
        continue;
      }
      try {
        write(entry.getKey(), entry.getValue().json(config.source()));
      } catch (IOException e) {
        LOG.warn("the report of {} cannot be written now: {}", entry.getKey(), e.toString());
        reportsFrom = System.nanoTime() + config.interval().toNanos();
        return;
      }
      reports.remove(entry.getKey());
    }
  }

  private void write(String name, byte[] report) throws IOException {
    Optional<Path> elsewhere = config.reports();
    if (elsewhere.isPresent()) {
      LocalFolder.write(elsewhere.get(), name, report);
    } else {
      folder.report(name, report);
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    stopped.countDown();
    if (folder != null) {
      folder.close();
    }
  }
}
