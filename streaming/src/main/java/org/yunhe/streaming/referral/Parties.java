package org.yunhe.streaming.referral;

import org.yunhe.models.referral.ReferralImage;

/**
 * Between whom a referral is.
 *
 * @param direction up or down
 * @param urgency ordinary or emergency
 * @param fromOrgCode referring institution
 * @param toOrgCode receiving institution
 */
public record Parties(String direction, String urgency, String fromOrgCode, String toOrgCode) {

  static Parties of(ReferralImage image) {
    return new Parties(image.direction(), image.urgency(), image.fromOrgCode(), image.toOrgCode());
  }
}
