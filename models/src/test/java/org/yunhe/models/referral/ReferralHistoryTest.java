package org.yunhe.models.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yunhe.models.referral.ReferralState.ACCEPTED;
import static org.yunhe.models.referral.ReferralState.COMPLETED;
import static org.yunhe.models.referral.ReferralState.DRAFT;
import static org.yunhe.models.referral.ReferralState.RECEIVED;
import static org.yunhe.models.referral.ReferralState.REJECTED;
import static org.yunhe.models.referral.ReferralState.SUBMITTED;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;

/** Hand-made rows: the history that they tell, and the limits that were not met. */
class ReferralHistoryTest {
  private static final TimeLimits LIMITS = TimeLimits.load();

  @Test
  void tellsStepsInTheirOrder() {
    ReferralHistory history =
        ReferralHistory.of(
            up("RECEIVED", "created_at", "08:00", "submitted_at", "08:05", "received_at", "08:30"));

    assertThat(history.steps())
        .containsExactly(
            new Transition(null, DRAFT, 1, at("08:00"), null),
            new Transition(DRAFT, SUBMITTED, 1, at("08:05"), null),
            new Transition(SUBMITTED, RECEIVED, 1, at("08:30"), null));
    assertThat(history.since()).isEqualTo(at("08:30"));
  }

  @Test
  void marksStepsThatCannotBe() {
    assertThat(faults(up("ACCEPTED", "created_at", "08:00", "accepted_at", "09:00")))
        .containsExactly(null, Transition.Fault.NOT_ALLOWED);
    assertThat(faults(up("SUBMITTED", "created_at", "08:00", "submitted_at", "07:59")))
        .containsExactly(null, Transition.Fault.TIME_BACKWARDS);
    assertThat(faults(up("SUBMITTED", "created_at", "08:00")))
        .containsExactly(null, Transition.Fault.TIME_UNKNOWN);
    assertThat(
            faults(
                up(
                    "REJECTED",
                    "created_at",
                    "08:00",
                    "submitted_at",
                    "08:05",
                    "closed_at",
                    "09:00")))
        .containsOnlyNulls();
  }

  @Test
  void endsWithTheStateOfTheRow() {
    ReferralHistory history =
        ReferralHistory.of(
            up(
                "SUBMITTED",
                "created_at",
                "08:00",
                "submitted_at",
                "08:05",
                "received_at",
                "08:30"));

    assertThat(history.steps()).extracting(Transition::to).containsExactly(DRAFT, SUBMITTED);
  }

  @Test
  void keepsTheFirstRoundOfAReferralThatIsSentBack() {
    ReferralImage claimed =
        up("RECEIVED", "created_at", "08:00", "submitted_at", "08:05", "received_at", "08:30");
    ReferralImage again = up("SUBMITTED", "created_at", "08:00", "submitted_at", "09:00");
    ReferralImage taken =
        up("RECEIVED", "created_at", "08:00", "submitted_at", "09:00", "received_at", "12:00");

    ReferralHistory first = ReferralHistory.of(claimed);
    ReferralHistory second = ReferralHistory.after(first, claimed, again);
    ReferralHistory third = ReferralHistory.after(second, again, taken);

    assertThat(third.steps())
        .extracting(Transition::to)
        .containsExactly(DRAFT, SUBMITTED, RECEIVED, SUBMITTED, RECEIVED);
    assertThat(third.steps()).allMatch(Transition::legal);
    assertThat(third.steps().getLast().visit()).isEqualTo(2);
    assertThat(breached(taken, third, "23:00")).containsExactly("up-claim 1 visit 2");
  }

  @Test
  void aCorrectedTimeReplacesTheOneBefore() {
    ReferralImage wrong = up("SUBMITTED", "created_at", "08:00", "submitted_at", "08:05");
    ReferralImage right = up("SUBMITTED", "created_at", "08:00", "submitted_at", "08:20");

    assertThat(ReferralHistory.after(ReferralHistory.of(wrong), wrong, right))
        .isEqualTo(ReferralHistory.of(right));
  }

  @Test
  void findsTheLimitThatWasNotMet() {
    ReferralImage open = up("SUBMITTED", "created_at", "08:00", "submitted_at", "08:05");

    assertThat(breached(open, "10:05")).isEmpty();
    assertThat(breached(open, "10:06")).containsExactly("up-claim 1 visit 1");
    ReferralImage inTime =
        up("RECEIVED", "created_at", "08:00", "submitted_at", "08:05", "received_at", "10:05");
    assertThat(breached(inTime, "23:00")).isEmpty();
    ReferralImage late =
        up("RECEIVED", "created_at", "08:00", "submitted_at", "08:05", "received_at", "10:06");
    assertThat(breached(late, "10:06")).containsExactly("up-claim 1 visit 1");
  }

  @Test
  void bindsByDirectionAndUrgency() {
    Map<String, Object> row = row("SUBMITTED", "created_at", "08:00", "submitted_at", "08:05");
    row.put("urgency", "emergency");
    assertThat(breached(ReferralImage.of(row), "08:21"))
        .containsExactly("up-claim-emergency 1 visit 1");
    row.put("direction", "down");
    assertThat(breached(ReferralImage.of(row), "23:00")).isEmpty();
    assertThat(
            Deadline.of(LIMITS, ReferralImage.of(row), ReferralHistory.of(ReferralImage.of(row))))
        .extracting(deadline -> deadline.level().after().toHours())
        .containsExactly(24L, 48L, 72L);
  }

  @Test
  void feedbackStopsItsOwnClock() {
    Map<String, Object> row = row("COMPLETED", "created_at", "08:00", "completed_at", "09:00");
    ReferralImage silent = ReferralImage.of(row);
    Instant nextDay = Instant.parse("2026-03-03T09:01:00Z");
    assertThat(Deadline.of(LIMITS, silent, ReferralHistory.of(silent)))
        .filteredOn(deadline -> deadline.breached(nextDay))
        .extracting(deadline -> deadline.limit().code())
        .containsExactly("feedback");
    row.put("feedback_at", at("10:00"));
    ReferralImage told = ReferralImage.of(row);
    assertThat(Deadline.of(LIMITS, told, ReferralHistory.of(told)))
        .noneMatch(deadline -> deadline.breached(nextDay));
  }

  @Test
  void terminalStatesHaveNoWayOn() {
    assertThat(ReferralState.values())
        .filteredOn(ReferralState::failed)
        .allMatch(ReferralState::terminal);
    assertThat(ReferralState.FOLLOWED_UP.terminal()).isTrue();
    assertThat(RECEIVED.allows(SUBMITTED)).isTrue();
    assertThat(RECEIVED.allows(ACCEPTED)).isTrue();
    assertThat(SUBMITTED.allows(ACCEPTED)).isFalse();
    assertThat(COMPLETED.allows(REJECTED)).isFalse();
  }

  @Test
  void everyStateThatASourceCanNameIsKnown() {
    assertThat(CodeCatalog.load().list("referral-status", "referral").values())
        .isNotEmpty()
        .allMatch(entry -> ReferralState.find(entry.code()).isPresent());
  }

  @Test
  void readsColumnsThatTheContractHas() {
    Map<String, Object> everything = new HashMap<>();
    ContractCatalog.load()
        .table("core.referral")
        .columns()
        .forEach(
            column -> {
              if (column.name().endsWith("_at")) {
                everything.put(column.name(), at("08:00"));
              }
            });
    everything.put("state", "REJECTED");
    assertThat(ReferralImage.of(everything).reachedAt().keySet())
        .hasSize(10)
        .contains(ACCEPTED, REJECTED);
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    String file =
        "limits: [{code: a, state: %s, levels: [{after: %s, action: {zh: x, en: x}, origin: x}]}]";
    assertThat(TimeLimits.parse("f", file.formatted("ACCEPTED", "PT1H")).all()).hasSize(1);
    assertRefused(file.formatted("REJECTED", "PT1H"), "no state that something follows");
    assertRefused(file.formatted("ACCEPTED", "1 hour"), "is no duration");
    assertRefused(file.formatted("ACCEPTED", "PT0S"), "must come later");
  }

  private static void assertRefused(String text, String reason) {
    assertThatThrownBy(() -> TimeLimits.parse("f", text))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("f:1")
        .hasMessageContaining(reason);
  }

  private static List<Transition.Fault> faults(ReferralImage image) {
    return ReferralHistory.of(image).steps().stream().map(Transition::fault).toList();
  }

  private static List<String> breached(ReferralImage image, String now) {
    return breached(image, ReferralHistory.of(image), now);
  }

  private static List<String> breached(ReferralImage image, ReferralHistory history, String now) {
    return Deadline.of(LIMITS, image, history).stream()
        .filter(deadline -> deadline.breached(at(now)))
        .map(d -> d.limit().code() + " " + d.level().number() + " visit " + d.visit())
        .toList();
  }

  private static ReferralImage up(String state, String... times) {
    return ReferralImage.of(row(state, times));
  }

  private static Map<String, Object> row(String state, String... times) {
    Map<String, Object> row = new HashMap<>();
    row.put("referral_id", "referral:1");
    row.put("direction", "up");
    row.put("state", state);
    for (int i = 0; i < times.length; i += 2) {
      row.put(times[i], at(times[i + 1]));
    }
    return row;
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-02T" + time + ":00Z");
  }
}
