package org.yunhe.streaming.referral;

import org.yunhe.models.referral.ReferralImage;

/**
 * One change of a row that core keeps as a referral.
 *
 * @param key source, table and primary key of the row
 * @param source source system
 * @param position position of the change in the source's log; text order is log order
 * @param committedAt commit time in the source, UTC, in epoch milliseconds
 * @param image what the row says now; null where it is deleted or none that core takes
 */
public record ReferralChange(
    String key, String source, String position, long committedAt, ReferralImage image) {}
