package org.yunhe.streaming.referral;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.models.referral.Transition;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.referral_event}, and its rows. */
final class EventTable {
  static final String NAME = "ops.referral_event";

  static final List<String> COLUMNS =
      List.of(
          "event_id",
          "revision",
          "status",
          "referral_id",
          "from_state",
          "to_state",
          "visit",
          "task_status",
          "occurred_at",
          "observed_at",
          "legal",
          "illegal_reason",
          "direction",
          "urgency",
          "from_org_code",
          "to_org_code",
          "source",
          "source_position");

  private EventTable() {}

  static RowData row(Track track, Update.Step step, Instant observedAt) {
    Transition transition = step.said().step();
    Parties parties = step.said().parties();
    return new Fields(COLUMNS)
        .text(step.id())
        .value(step.said().revision())
        .text(step.said().valid() ? "VALID" : "RETRACTED")
        .text(track.image().referralId())
        .text(transition.from() == null ? null : transition.from().name())
        .text(transition.to().name())
        .value(transition.visit())
        .text(transition.to().taskStatus())
        .time(transition.at())
        .time(observedAt)
        .value(transition.legal())
        .text(transition.legal() ? null : transition.fault().name())
        .text(parties.direction())
        .text(parties.urgency())
        .text(parties.fromOrgCode())
        .text(parties.toOrgCode())
        .text(track.source())
        .text(track.position())
        .row();
  }
}
