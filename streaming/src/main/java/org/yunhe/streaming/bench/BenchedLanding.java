package org.yunhe.streaming.bench;

import java.nio.file.Path;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.streaming.landing.LandingConfig;
import org.yunhe.streaming.landing.LandingJob;
import org.yunhe.streaming.session.FlinkSession;
import org.yunhe.streaming.session.RuntimeSettings;

/** The session with the landing job as it always is, but for the note of the first read. */
final class BenchedLanding {
  private BenchedLanding() {}

  public static void main(String[] args) throws InterruptedException {
    YunheConfig config = YunheConfig.load();
    FlinkSession session =
        FlinkSession.start(config.host(), config.ports().flink(), RuntimeSettings.of(config));
    session.run(
        new LandingJob(
            LandingConfig.of(config, FirstRead.into(Path.of(args[0]))),
            SourceCatalog.load().sources()));
    session.await();
  }
}
