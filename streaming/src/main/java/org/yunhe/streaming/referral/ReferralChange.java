package org.yunhe.streaming.referral;

import org.yunhe.models.referral.ReferralImage;
import org.yunhe.streaming.landing.Truncation;

/**
 * One change of a row that core keeps as a referral.
 *
 * @param key source, table and primary key of the row
 * @param source source system
 * @param position position of the change in the source's log; text order is log order
 * @param committedAt commit time in the source, UTC, in epoch milliseconds
 * @param image what the row says now; null where it is deleted or none that core takes
 * @param truncation whether the row's whole table was emptied; {@code key} is then source and table
 *     only, as {@link Truncation#table} has it
 */
public record ReferralChange(
    String key,
    String source,
    String position,
    long committedAt,
    ReferralImage image,
    boolean truncation) {

  /** A change of one row. */
  public ReferralChange(
      String key, String source, String position, long committedAt, ReferralImage image) {
    this(key, source, position, committedAt, image, false);
  }

  /** The emptying of a table. */
  static ReferralChange of(Truncation emptied) {
    String source = emptied.table().substring(0, emptied.table().indexOf('|'));
    return new ReferralChange(
        emptied.table(), source, emptied.position(), emptied.committedAt(), null, true);
  }

  /** Returns this emptying of a table as what happened to one of its rows. */
  ReferralChange of(String row) {
    return new ReferralChange(row, source, position, committedAt, null);
  }

  /** Returns this emptying of a table as such. */
  Truncation emptied() {
    return new Truncation(key, position, committedAt);
  }
}
