package org.yunhe.ingestion.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.yunhe.ingestion.simulator.store.Change;
import org.yunhe.ingestion.simulator.store.ChangeWriter;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.RegisteredPatients;
import org.yunhe.ingestion.simulator.store.RegisteredPatients.OpenReferral;
import org.yunhe.ingestion.simulator.store.RegisteredPatients.Registered;
import org.yunhe.ingestion.simulator.store.SourceDatabase;
import org.yunhe.ingestion.simulator.store.Sources;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Keeps the databases changing at a rate until the time is up or it is told to stop. */
final class LiveCommand {

  private static final int SAMPLE = 5000;
  private static final long TICK_MILLIS = 100;

  private final SimulatorOptions options;
  private final PrintStream out;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<Change.Kind, Long> done = new EnumMap<>(Change.Kind.class);

  LiveCommand(SimulatorOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::askToStop, "live-stop"));
    List<SourceDatabase> databases = new ArrayList<>();
    try {
      for (Sources.Source source : Sources.all()) {
        databases.add(loaded(source));
      }
      live(databases);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      databases.forEach(SourceDatabase::close);
      stopped.countDown();
    }
  }

  private SourceDatabase loaded(Sources.Source source) {
    SourceDatabase database =
        SourceDatabase.open(options.server(source), source.name(), source.schema());
    if (database.loaded() == null) {
      database.close();
      throw new YunheException(
          ErrorCode.MISSING_OBJECT,
          "database " + source.name() + " is not completely loaded",
          "run load first");
    }
    return database;
  }

  private void live(List<SourceDatabase> databases) throws InterruptedException {
    List<Registered> patients = new ArrayList<>();
    List<OpenReferral> referrals = new ArrayList<>();
    for (SourceDatabase database : databases) {
      patients.addAll(RegisteredPatients.sample(database, SAMPLE));
      if (database.name().equals("referral")) {
        referrals.addAll(RegisteredPatients.referrals(database, SAMPLE));
      }
    }
    Ids ids = new Ids();
    ChangeWriter writer = new ChangeWriter(databases, ids);
    pace(
        writer,
        new LiveRegion(
            options.plan(), ids, patients, referrals, FaultTruth.appendingTo(options.truth())));
  }

  private void pace(ChangeWriter writer, LiveRegion region) throws InterruptedException {
    long start = System.nanoTime();
    long applied = 0;
    long told = 0;
    say("live at %s row changes a second".formatted(options.rate()));
    while (!stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (options.duration() != null && elapsed.compareTo(options.duration()) >= 0) {
        break;
      }
      long due = Math.round(options.rate() * elapsed.toMillis() / 1000.0) - applied;
      List<Change> changes = new ArrayList<>();
      for (long i = 0; i < due; i++) {
        Change change = region.next();
        changes.add(change);
        done.merge(change.kind(), 1L, Long::sum);
      }
      applied += changes.size();
      writer.apply(changes);
      if (elapsed.toSeconds() / 30 > told) {
        told = elapsed.toSeconds() / 30;
        say("%,d changes %s".formatted(applied, done));
      }
    }
    say("stopped after %,d changes %s".formatted(applied, done));
  }

  /** Lets the transaction that is under way finish. */
  private void askToStop() {
    stop.countDown();
    try {
      stopped.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    out.println(line);
  }
}
