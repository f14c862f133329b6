package org.yunhe.lakehouse.feed;

import java.util.Collection;
import java.util.Map;

/** One source as its connector reaches it: whether it answers, and how far capture has read it. */
public interface Feed {

  /** Returns the name of the source. */
  String source();

  /** Returns how it is captured, such as {@code debezium-postgresql}. */
  String protocol();

  /** Fails with YE-001, YE-002 or YE-003 where the source cannot be opened. */
  default void requireReachable() {}

  /** Returns the rows of those tables; empty for a source that cannot be asked. */
  default Map<String, Long> rows(Collection<String> tables) {
    return Map.of();
  }

  /** Returns where the source ends and how far capture has read; unknown where neither is told. */
  default FeedPosition position() {
    return FeedPosition.UNKNOWN;
  }

  /** Marks the end of what the source has now. */
  FeedMark mark();
}
