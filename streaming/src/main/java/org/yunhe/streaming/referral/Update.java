package org.yunhe.streaming.referral;

import java.util.List;
import org.yunhe.models.referral.Deadline;

/**
 * What one change, or the passing of time, did to one referral.
 *
 * @param track what is to be remembered
 * @param steps rows for {@code ops.referral_event}, by identifier
 * @param breaches rows for {@code ops.sla_breach}, by identifier
 * @param changed whether there is a new version for {@code ops.referral_version}
 * @param next the level that is due next, or null where none runs
 */
record Update(
    Track track, List<Step> steps, List<Broken> breaches, boolean changed, Deadline next) {

  /** A row of {@code ops.referral_event}. */
  record Step(String id, SaidStep said) {}

  /** A row of {@code ops.sla_breach}; {@code alert} where somebody has to be told. */
  record Broken(String id, SaidBreach said, boolean alert) {}
}
