package org.yunhe.ingestion.simulator;

import org.yunhe.ingestion.simulator.person.Dice;

/** The next state of a referral, the column that notes its time, and why it closed. */
record LiveReferralStep(String state, String column, String reason, boolean last) {

  static LiveReferralStep after(Dice dice, String state) {
    boolean refused = dice.chance(0.08);
    return switch (state) {
      case "10" -> step("20", "submitted_at");
      case "20" -> refused ? closed("92", "患者放弃转诊") : step("30", "received_at");
      case "30" -> refused ? closed("91", "床位已满") : step("40", "accepted_at");
      case "40" -> step("50", "scheduled_at");
      case "50" -> refused ? closed("93", "患者未到诊") : step("60", "arrived_at");
      case "60" -> step("70", "treated_at");
      default -> new LiveReferralStep("80", "completed_at", null, true);
    };
  }

  private static LiveReferralStep step(String state, String column) {
    return new LiveReferralStep(state, column, null, false);
  }

  private static LiveReferralStep closed(String state, String reason) {
    return new LiveReferralStep(state, "closed_at", reason, true);
  }
}
