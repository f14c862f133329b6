package org.yunhe.lakehouse.feed;

/**
 * Where a source ends and how far capture has read it, as numbers that only grow.
 *
 * @param active whether capture follows the source now, its first snapshot done
 * @param end the end of the source's log, or null
 * @param read how far capture has read, or null
 * @param bytes log between the two, or null
 */
public record FeedPosition(boolean active, Long end, Long read, Long bytes) {

  /** For a source that tells nothing. */
  public static final FeedPosition UNKNOWN = new FeedPosition(false, null, null, null);

  /** Returns whether capture has read up to a place. */
  public boolean reached(long place) {
    return read != null && read >= place;
  }
}
