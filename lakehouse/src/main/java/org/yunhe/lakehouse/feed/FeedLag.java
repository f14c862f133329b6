package org.yunhe.lakehouse.feed;

import java.time.Instant;

/**
 * How far one source is behind at one moment.
 *
 * @param source the source
 * @param protocol how it is captured
 * @param state {@code running}, {@code snapshot}, {@code unreachable}, {@code worker_down}, or what
 *     Connect says else, in lower case
 * @param bytes log of the source that capture has not read, or null
 * @param records captured records that landing has not committed, or null
 * @param seconds how long the oldest unread change has been waiting, or null
 * @param newest time of the newest record in the source, or null
 * @param measuredAt moment of the measurement
 */
public record FeedLag(
    String source,
    String protocol,
    String state,
    Long bytes,
    Long records,
    Double seconds,
    Instant newest,
    Instant measuredAt) {

  /** Returns the worse of two measurements of a source, with the moment of the later. */
  public FeedLag orWorse(FeedLag later) {
    return new FeedLag(
        source,
        protocol,
        later.state,
        max(bytes, later.bytes),
        max(records, later.records),
        max(seconds, later.seconds),
        later.newest,
        later.measuredAt);
  }

  private static <T extends Comparable<T>> T max(T one, T other) {
    return one == null || other == null
        ? (one == null ? other : one)
        : one.compareTo(other) < 0 ? other : one;
  }
}
