package org.yunhe.cli;

import java.util.Set;
import java.util.function.Consumer;

/** What {@code up} does about the feeds that are no databases, step by step. */
final class FeedSteps {
  private static final String LEFT_OUT = "left out";

  private final DemoFeeds feeds;
  private final Starter starter;
  private final Progress progress;
  private final Set<String> without;

  FeedSteps(DemoFeeds feeds, Starter starter, Progress progress, Set<String> without) {
    this.feeds = feeds;
    this.starter = starter;
    this.progress = progress;
    this.without = without;
  }

  /** Makes what the hospitals hold where the region is made too, and starts their systems. */
  void begin() throws Exception {
    progress.step(
        "fhir hospitals",
        note -> {
          if (!wanted() || without.contains("region")) {
            return feeds.made() ? "there" : LEFT_OUT;
          }
          String made = feeds.make(note);
          return without.contains("mimic") ? made : made + "; " + feeds.offerFiles();
        });
    for (String part : DemoFeeds.names()) {
      if (wanted() && feeds.made()) {
        starter.start(part);
      } else {
        progress.step(part, note -> LEFT_OUT);
      }
    }
  }

  /** Lets the pushing hospital send. */
  void push() throws Exception {
    progress.step("fhir push", note -> wanted() && feeds.made() ? feeds.push(note) : LEFT_OUT);
  }

  /** Waits until the polled feeds have given all. */
  void awaitCaptured(Consumer<String> note) throws InterruptedException {
    if (wanted()) {
      feeds.awaitCaptured(note);
    }
  }

  private boolean wanted() {
    return !without.contains(DemoFeeds.LEAVABLE);
  }
}
