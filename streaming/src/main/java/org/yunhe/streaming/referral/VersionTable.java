package org.yunhe.streaming.referral;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.models.referral.Deadline;
import org.yunhe.models.referral.ReferralHistory;
import org.yunhe.models.referral.ReferralImage;
import org.yunhe.models.referral.ReferralState;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.referral_version}, and its rows. */
final class VersionTable {
  static final String NAME = "ops.referral_version";

  static final List<String> COLUMNS =
      List.of(
          "referral_id",
          "version",
          "deleted",
          "direction",
          "urgency",
          "origin",
          "from_org_code",
          "to_org_code",
          "patient_id",
          "based_on",
          "state",
          "task_status",
          "terminal",
          "state_since",
          "close_reason",
          "created_at",
          "submitted_at",
          "accepted_at",
          "completed_at",
          "feedback_at",
          "followed_up_at",
          "loop_closed",
          "open_limit",
          "open_level",
          "due_at",
          "breaches",
          "illegal_steps",
          "observed_at",
          "source",
          "source_position");

  private VersionTable() {}

  static RowData row(Update update, Instant observedAt) {
    Track track = update.track();
    ReferralImage image = track.image();
    Deadline next = update.next();
    return new Fields(COLUMNS)
        .text(image.referralId())
        .value(track.version())
        .value(!track.present())
        .text(image.direction())
        .text(image.urgency())
        .text(image.origin())
        .text(image.fromOrgCode())
        .text(image.toOrgCode())
        .text(image.patientId())
        .text(image.basedOn())
        .text(image.state().name())
        .text(image.state().taskStatus())
        .value(image.state().terminal())
        .time(since(track))
        .text(image.closeReason())
        .time(image.reachedAt().get(ReferralState.DRAFT))
        .time(image.reachedAt().get(ReferralState.SUBMITTED))
        .time(image.reachedAt().get(ReferralState.ACCEPTED))
        .time(image.reachedAt().get(ReferralState.COMPLETED))
        .time(image.feedbackAt())
        .time(image.reachedAt().get(ReferralState.FOLLOWED_UP))
        .value(image.state() == ReferralState.FOLLOWED_UP && image.feedbackAt() != null)
        .text(next == null ? null : next.limit().code())
        .value(next == null ? null : next.level().number())
        .time(next == null ? null : next.dueAt())
        .value((int) track.saidBreaches().values().stream().filter(SaidBreach::valid).count())
        .value((int) track.steps().stream().filter(step -> !step.legal()).count())
        .time(observedAt)
        .text(track.source())
        .text(track.position())
        .row();
  }

  /** Of a row that is gone no step stands, so the last image alone tells. */
  private static Instant since(Track track) {
    return track.present() ? track.history().since() : ReferralHistory.of(track.image()).since();
  }
}
