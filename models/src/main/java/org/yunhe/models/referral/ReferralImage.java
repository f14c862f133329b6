package org.yunhe.models.referral;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one image of a row of {@code core.referral} says of a referral.
 *
 * @param referralId identifier, source and local number
 * @param direction up or down
 * @param urgency ordinary or emergency; ordinary where nobody tells
 * @param origin OP, ED or IP, or null
 * @param fromOrgCode referring institution
 * @param toOrgCode receiving institution
 * @param patientId patient as the platform knows them, or null
 * @param state the state that the row names
 * @param closeReason why it was rejected, cancelled, missed or expired, or null
 * @param basedOn referral that this one follows, or null
 * @param reachedAt when each state was reached, UTC; a state without time is absent
 * @param feedbackAt when the receiving side reported back, UTC, or null
 */
public record ReferralImage(
    String referralId,
    String direction,
    String urgency,
    String origin,
    String fromOrgCode,
    String toOrgCode,
    String patientId,
    ReferralState state,
    String closeReason,
    String basedOn,
    Map<ReferralState, Instant> reachedAt,
    Instant feedbackAt) {

  /** Columns of {@code core.referral} that hold the time of a state on the way to success. */
  private static final Map<ReferralState, String> TIMES =
      new EnumMap<>(
          Map.of(
              ReferralState.DRAFT, "created_at",
              ReferralState.SUBMITTED, "submitted_at",
              ReferralState.RECEIVED, "received_at",
              ReferralState.ACCEPTED, "accepted_at",
              ReferralState.SCHEDULED, "scheduled_at",
              ReferralState.ARRIVED, "arrived_at",
              ReferralState.IN_TREATMENT, "in_treatment_at",
              ReferralState.COMPLETED, "completed_at",
              ReferralState.FOLLOWED_UP, "followed_up_at"));

  /** Reads the values of a row of {@code core.referral}; null where it names no state. */
  public static ReferralImage of(Map<String, Object> row) {
    ReferralState state = ReferralState.find(text(row, "state")).orElse(null);
    if (state == null) {
      return null;
    }
    Map<ReferralState, Instant> reachedAt = new EnumMap<>(ReferralState.class);
    TIMES.forEach((reached, column) -> put(reachedAt, reached, row.get(column)));
    if (state.failed()) {
      put(reachedAt, state, row.get("closed_at"));
    }
    String urgency = text(row, "urgency");
    return new ReferralImage(
        text(row, "referral_id"),
        text(row, "direction"),
        urgency == null ? "ordinary" : urgency,
        text(row, "origin"),
        text(row, "from_org_code"),
        text(row, "to_org_code"),
        text(row, "patient_id"),
        state,
        text(row, "close_reason"),
        text(row, "based_on"),
        Map.copyOf(reachedAt),
        (Instant) row.get("feedback_at"));
  }

  private static void put(
      Map<ReferralState, Instant> reachedAt, ReferralState state, Object value) {
    if (value instanceof Instant at) {
      reachedAt.put(state, at);
    }
  }

  private static String text(Map<String, Object> row, String column) {
    return (String) row.get(column);
  }
}
