package org.yunhe.lakehouse.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells from looks at a source how long capture is behind: since when its log reaches beyond what
 * has been read. A source that nobody writes to is never behind, however old its newest row.
 */
final class LagClock {
  private static final int MOST = 10_000;

  /** The end of the log at a time. */
  private record Look(Instant at, long end) {}

  private final Deque<Look> unread = new ArrayDeque<>();

  /** Takes a look and returns the lag. */
  Duration lag(Instant now, long end, long read) {
    if (unread.isEmpty() || unread.peekLast().end() < end) {
      unread.addLast(new Look(now, end));
    }
    while (!unread.isEmpty() && unread.peekFirst().end() <= read) {
      unread.removeFirst();
    }
    while (unread.size() > MOST) {
      Look first = unread.removeFirst();
      Look next = unread.removeFirst();
      unread.addFirst(new Look(first.at(), next.end()));
    }
    return unread.isEmpty() ? Duration.ZERO : Duration.between(unread.peekFirst().at(), now);
  }
}
