package org.yunhe.streaming.referral;

import java.util.List;
import java.util.Map;
import org.yunhe.models.referral.ReferralHistory;
import org.yunhe.models.referral.ReferralImage;
import org.yunhe.models.referral.Transition;

/**
 * What the job remembers of one referral.
 *
 * @param source source system of the row
 * @param position position of the newest change that was seen
 * @param present whether the row was there at that position
 * @param image the newest image, also of a row that is gone; null where none was seen
 * @param rounds steps of rounds that are over
 * @param steps all steps that the newest image tells
 * @param asOf up to when it is known that nothing else happened, UTC, in epoch milliseconds
 * @param version number of the newest version
 * @param saidSteps what was said of each step, by identifier
 * @param saidBreaches what was said of each breach, by identifier
 */
public record Track(
    String source,
    String position,
    boolean present,
    ReferralImage image,
    List<Transition> rounds,
    List<Transition> steps,
    long asOf,
    int version,
    Map<String, SaidStep> saidSteps,
    Map<String, SaidBreach> saidBreaches) {

  /** Returns the steps as a history. */
  ReferralHistory history() {
    return new ReferralHistory(rounds, steps);
  }
}
