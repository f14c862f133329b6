package org.yunhe.streaming.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.yunhe.models.referral.ReferralImage;
import org.yunhe.models.referral.TimeLimits;

/** Hand-made changes of one referral: what is said of it in the end does not depend on the way. */
class TrackerTest {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final Tracker tracker = new Tracker(TimeLimits.load());
  private final Map<String, SaidStep> steps = new HashMap<>();
  private final Map<String, SaidBreach> breaches = new TreeMap<>();
  private int alerts;
  private Track track;

  @Test
  void saysNothingTwice() {
    take(change(1, "SUBMITTED", 0, 5));
    int version = track.version();
    take(change(1, "SUBMITTED", 0, 5));

    assertThat(track.version()).isEqualTo(version);
    assertThat(steps).hasSize(2);
  }

  @Test
  void endsTheSameInWhateverOrderAndHoweverOften() {
    List<ReferralChange> changes =
        List.of(
            change(1, "DRAFT", 0),
            change(2, "SUBMITTED", 0, 5),
            change(3, "RECEIVED", 0, 5, 200),
            change(4, "ACCEPTED", 0, 5, 200, 230),
            change(5, "ACCEPTED", 0, 5, 100, 230));
    changes.forEach(this::take);
    String inOrder = result();
    assertThat(steps).hasSize(4);
    assertThat(breaches.values())
        .as("claimed after 195 minutes, then corrected to 95")
        .singleElement()
        .matches(said -> !said.valid());
    for (int seed = 0; seed < 50; seed++) {
      List<ReferralChange> shuffled = new ArrayList<>(changes);
      shuffled.addAll(changes);
      Collections.shuffle(shuffled, new Random(seed));
      forget();
      shuffled.forEach(this::take);
      assertThat(result()).isEqualTo(inOrder);
    }
  }

  @Test
  void findsABreachOnceAndTakesItBackWhenALateEventShowsThatItWasNone() {
    take(change(1, "SUBMITTED", 0, 5));
    pass(124);
    assertThat(breaches).isEmpty();
    pass(126);
    pass(127);
    assertThat(breaches.values()).extracting(SaidBreach::revision).containsExactly(1);
    assertThat(alerts).isEqualTo(1);

    take(change(2, "RECEIVED", 0, 5, 90));

    assertThat(breaches.values())
        .singleElement()
        .matches(said -> said.revision() == 2 && !said.valid());
    assertThat(alerts).as("who was told to act is told that it is over").isEqualTo(2);
  }

  @Test
  void keepsABreachThatWasOneAndAlertsNobodyOfWhatIsOver() {
    take(change(1, "RECEIVED", 0, 5, 200));

    assertThat(breaches.values()).singleElement().matches(SaidBreach::valid);
    assertThat(breaches.values().iterator().next().breach().elapsedSeconds()).isEqualTo(195 * 60);
    assertThat(alerts).isZero();
  }

  @Test
  void remembersUpToWhenNothingHappened() {
    take(change(1, "SUBMITTED", 0, 5));
    pass(126);
    take(change(2, "SUBMITTED", 0, 5));

    assertThat(breaches.values()).singleElement().matches(SaidBreach::valid);
  }

  @Test
  void takesEverythingBackWithADeletedRow() {
    take(change(1, "RECEIVED", 0, 5, 200));
    take(new ReferralChange("k", "referral", "0009", 0, null));

    assertThat(steps.values()).noneMatch(SaidStep::valid);
    assertThat(breaches.values()).noneMatch(SaidBreach::valid);
    assertThat(track.present()).isFalse();
    take(change(3, "ACCEPTED", 0, 5, 200, 230));
    assertThat(track.present()).as("older than the deletion").isFalse();
  }

  @Test
  void givesTheLevelThatIsDueNext() {
    Update update = tracker.take(null, change(1, "SUBMITTED", 0, 5), START);
    assertThat(update.next().dueAt()).isEqualTo(at(125));
    assertThat(update.next().level().number()).isEqualTo(1);
    update = tracker.pass(update.track(), at(126));
    assertThat(update.next().dueAt()).isEqualTo(at(5 + 48 * 60));
  }

  @Test
  void remembersWithoutAnySerializerThatAChangeOfClassesWouldBreak() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    SerializerConfigImpl config = new SerializerConfigImpl(strict);

    assertThat(TypeInformation.of(Track.class).createSerializer(config)).isNotNull();
    assertThat(TypeInformation.of(ReferralChange.class).createSerializer(config)).isNotNull();
  }

  private void forget() {
    track = null;
    steps.clear();
    breaches.clear();
  }

  private String result() {
    return new TreeSet<>(
            steps.values().stream()
                .filter(SaidStep::valid)
                .map(said -> said.step().toString())
                .toList())
        + breaches.entrySet().stream()
            .filter(entry -> entry.getValue().valid())
            .map(entry -> entry.getKey() + entry.getValue().breach())
            .collect(Collectors.joining())
        + track.image()
        + track.position();
  }

  private void take(ReferralChange change) {
    note(tracker.take(track, change, START));
  }

  private void pass(int minutes) {
    note(tracker.pass(track, at(minutes)));
  }

  private void note(Update update) {
    if (update == null) {
      return;
    }
    track = update.track();
    update.steps().forEach(step -> steps.put(step.id(), step.said()));
    update.breaches().forEach(broken -> breaches.put(broken.id(), broken.said()));
    alerts += (int) update.breaches().stream().filter(Update.Broken::alert).count();
  }

  private static ReferralChange change(int position, String state, int... minutes) {
    String[] columns = {"created_at", "submitted_at", "received_at", "accepted_at"};
    Map<String, Object> row =
        new HashMap<>(
            Map.of(
                "referral_id", "referral:1",
                "direction", "up",
                "from_org_code", "A",
                "to_org_code", "B",
                "state", state));
    for (int i = 0; i < minutes.length; i++) {
      row.put(columns[i], at(minutes[i]));
    }
    return new ReferralChange(
        "k", "referral", "%04d".formatted(position), 0, ReferralImage.of(row));
  }

  private static Instant at(int minutes) {
    return START.plusSeconds(60L * minutes);
  }
}
