package org.yunhe.lakehouse.feed;

/**
 * A kind of source. Every kind named in {@code META-INF/services} is found: adding one is adding
 * its class and a line there.
 */
public interface FeedKind {

  /** Returns the class of the connectors whose sources are of this kind. */
  String connectorClass();

  /** Makes the feed of one source. */
  Feed feed(FeedContext context);
}
