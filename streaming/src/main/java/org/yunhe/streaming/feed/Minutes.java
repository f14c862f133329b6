package org.yunhe.streaming.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yunhe.lakehouse.feed.FeedLag;

/**
 * Makes one measurement a minute of many looks: the worst of that minute. A change of state is told
 * at once.
 */
final class Minutes {
  private final Duration length;
  private final Map<String, FeedLag> told = new HashMap<>();
  private final Map<String, FeedLag> open = new HashMap<>();

  Minutes(Duration length) {
    this.length = length;
  }

  /** Takes a look at one source; returns what there is to tell. */
  Optional<FeedLag> add(FeedLag look) {
    FeedLag worst = open.merge(look.source(), look, FeedLag::orWorse);
    FeedLag last = told.get(look.source());
    boolean due =
        last == null
            || !last.state().equals(look.state())
            || !look.measuredAt().isBefore(last.measuredAt().plus(length));
    if (!due) {
      return Optional.empty();
    }
    open.remove(look.source());
    told.put(look.source(), worst);
    return Optional.of(worst);
  }
}
