package org.yunhe.ingestion.dicom;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Finds changed and gone studies by sweeps and reads the changed ones. A study counts as gone where
 * a sweep that could read everything did not meet it, and the archive, asked for it alone, has it
 * not.
 */
final class Sweeper {
  private static final int RECORDS = 500;

  private final Archive archive;
  private final StudyReader reader;
  private final Ledger ledger;
  private final Schedule schedule;
  private final Envelope envelope;
  private final Clock clock;
  private final Deque<DicomObject> changed = new ArrayDeque<>();
  private final Set<String> waiting = new HashSet<>();
  private final Deque<String> missed = new ArrayDeque<>();
  private boolean loading;

  Sweeper(
      Archive archive,
      StudyReader reader,
      Ledger ledger,
      Schedule schedule,
      Envelope envelope,
      Clock clock) {
    this.archive = archive;
    this.reader = reader;
    this.ledger = ledger;
    this.schedule = schedule;
    this.envelope = envelope;
    this.clock = clock;
  }

  /** Does the next piece of work and returns its records; no records where nothing is due. */
  List<SourceRecord> step() {
    Batch batch = new Batch(ledger, envelope, clock.millis());
    if (changed.isEmpty() && missed.isEmpty()) {
      walk(batch);
    }
    try {
      work(batch);
    } catch (ArchiveUnavailableException e) {
      if (batch.size() == 0) {
        throw e;
      }
    }
    if (loading && changed.isEmpty() && missed.isEmpty()) {
      ledger.markLoaded();
    }
    return batch.records();
  }

  private void walk(Batch batch) {
    Sweep sweep = schedule.next();
    if (sweep == null) {
      return;
    }
    Page page = archive.studies(sweep.query(), sweep.offset());
    schedule.walked(sweep, page);
    page.malformed().forEach(batch::add);
    page.objects().stream().filter(this::isNews).forEach(this::queue);
    if (sweep.isConclusive()) {
      missed.addAll(sweep.missed(ledger));
    }
    loading |= sweep.isConclusive() && schedule.isWhole();
  }

  private boolean isNews(DicomObject study) {
    Known known = ledger.get(study.uid(Level.STUDY));
    return known == null || !known.fingerprint().equals(DicomJson.fingerprint(study));
  }

  private void queue(DicomObject study) {
    if (waiting.add(study.uid(Level.STUDY))) {
      changed.add(study);
    }
  }

  private void work(Batch batch) {
    while (!changed.isEmpty() && batch.size() < RECORDS) {
      DicomObject study = changed.peek();
      String uid = study.uid(Level.STUDY);
      batch.add(reader.read(study, ledger.get(uid)));
      changed.remove();
      waiting.remove(uid);
    }
    while (changed.isEmpty() && !missed.isEmpty() && batch.size() < RECORDS) {
      String study = missed.peek();
      Known known = ledger.get(study);
      if (known != null && !archive.has(study)) {
        batch.add(StudyReader.gone(study, known));
      }
      missed.remove();
    }
  }
}
