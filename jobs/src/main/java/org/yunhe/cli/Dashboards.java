package org.yunhe.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.yunhe.models.error.YunheException;

/**
 * Brings Superset up beside the other work, since its first installation takes a minute or two; a
 * failure is kept until everything else is up.
 */
final class Dashboards {
  private final SupersetPart superset;
  private final boolean wanted;
  private CompletableFuture<Void> started = CompletableFuture.completedFuture(null);
  private volatile String doing = "starting";

  Dashboards(Platform platform, boolean wanted) {
    this.superset = platform.superset();
    this.wanted = wanted;
  }

  /** Begins to install and start Superset; PostgreSQL must run. */
  void begin() {
    if (wanted && !superset.healthy()) {
      started = CompletableFuture.runAsync(() -> superset.start(line -> doing = line));
    }
  }

  /** Waits for Superset and furnishes it; returns what went wrong, if anything. */
  Optional<YunheException> finish(Starter starter, Progress progress) throws Exception {
    try {
      progress.step("superset", note -> wanted ? await(starter, note) : "left out");
      progress.step("dashboards", note -> wanted ? superset.furnish() : "left out");
      return Optional.empty();
    } catch (YunheException e) {
      return Optional.of(e);
    }
  }

  private String await(Starter starter, java.util.function.Consumer<String> note)
      throws InterruptedException {
    while (!started.isDone()) {
      note.accept(doing);
      Thread.sleep(Starter.POLL_MILLIS);
    }
    try {
      started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof YunheException cause) {
        throw cause;
      }
      throw e;
    }
    return starter.awaitHealthy(superset, note);
  }
}
