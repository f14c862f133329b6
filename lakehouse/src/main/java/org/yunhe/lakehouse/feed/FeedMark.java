package org.yunhe.lakehouse.feed;

/** A place in a source that capture will pass. */
@FunctionalInterface
public interface FeedMark {

  /** Returns whether capture has passed it, so that all before it stands in Kafka. */
  boolean passed();
}
