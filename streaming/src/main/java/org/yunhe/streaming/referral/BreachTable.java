package org.yunhe.streaming.referral;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.sla_breach}, and its rows. */
final class BreachTable {
  static final String NAME = "ops.sla_breach";

  static final List<String> COLUMNS =
      List.of(
          "breach_id",
          "revision",
          "status",
          "referral_id",
          "state",
          "visit",
          "limit_code",
          "level",
          "limit_duration",
          "entered_at",
          "due_at",
          "met_at",
          "elapsed_seconds",
          "action_zh",
          "action_en",
          "observed_at",
          "direction",
          "urgency",
          "from_org_code",
          "to_org_code",
          "source",
          "source_position");

  private BreachTable() {}

  static RowData row(Track track, Update.Broken broken, Instant observedAt) {
    Breach breach = broken.said().breach();
    Parties parties = broken.said().parties();
    return new Fields(COLUMNS)
        .text(broken.id())
        .value(broken.said().revision())
        .text(broken.said().valid() ? "BREACH" : "RETRACTED")
        .text(track.image().referralId())
        .text(breach.state().name())
        .value(breach.visit())
        .text(breach.limitCode())
        .value(breach.level())
        .text(breach.limit())
        .time(breach.enteredAt())
        .time(breach.dueAt())
        .time(breach.metAt())
        .value(breach.elapsedSeconds())
        .text(breach.actionZh())
        .text(breach.actionEn())
        .time(observedAt)
        .text(parties.direction())
        .text(parties.urgency())
        .text(parties.fromOrgCode())
        .text(parties.toOrgCode())
        .text(track.source())
        .text(track.position())
        .row();
  }
}
