package org.yunhe.ingestion.dicom;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one task of a connector: it asks the archive, step by step, as long as Connect polls. */
public final class DicomSourceTask extends SourceTask {
  private static final Logger LOG = LoggerFactory.getLogger(DicomSourceTask.class);
  private static final long LONGEST_WAIT = 1000;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Clock clock = Clock.systemUTC();
  private DicomWebClient client;
  private Schedule schedule;
  private Sweeper sweeper;
  private BackOff backOff;
  private long notBefore;

  @Override
  public String version() {
    return DicomSourceConnector.VERSION;
  }

  @Override
  public void start(Map<String, String> settings) {
    DicomSourceConfig config = new DicomSourceConfig(settings);
    client = config.client();
    Archive archive =
        new Archive(client, config.filter(), config.pageSize(), config.includeFields());
    schedule = new Schedule(config.pace(), config.zone(), config.lastUpdate(), clock);
    sweeper =
        new Sweeper(
            archive,
            new StudyReader(archive, config.seriesTags(), config.withInstances()),
            Ledger.load(config.source(), context.offsetStorageReader()),
            schedule,
            new Envelope(config.source()),
            clock);
    backOff = BackOff.upTo(config.longestPause());
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    long wait = notBefore - clock.millis();
    if (wait > 0) {
      return nothing(wait);
    }
    try {
      List<SourceRecord> records = sweeper.step();
      backOff = backOff.reset();
      return records.isEmpty() ? nothing(schedule.idle()) : records;
    } catch (ArchiveUnavailableException e) {
      long pause = backOff.pause(e.after()).toMillis();
      notBefore = clock.millis() + pause;
      backOff = backOff.longer();
      LOG.warn("{}; next try in {} ms", e.getMessage(), pause);
      return null;
    }
  }

  /** Waits a while, or until it is told to stop; Connect takes null as nothing to write. */
  private List<SourceRecord> nothing(long wait) throws InterruptedException {
    if (wait > 0 && stopped.await(Math.min(wait, LONGEST_WAIT), TimeUnit.MILLISECONDS)) {
      LOG.debug("told to stop");
    }
    return null;
  }

  @Override
  public void stop() {
    stopped.countDown();
    if (client != null) {
      client.close();
    }
  }
}
