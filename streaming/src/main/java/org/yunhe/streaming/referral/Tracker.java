package org.yunhe.streaming.referral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.models.referral.Deadline;
import org.yunhe.models.referral.ReferralHistory;
import org.yunhe.models.referral.ReferralImage;
import org.yunhe.models.referral.TimeLimits;
import org.yunhe.models.referral.Transition;

/**
 * Follows one referral, without an engine: what its newest image and the time tell is compared with
 * what was said before, and the difference is said. So a repeated or older change says nothing, and
 * a corrected one takes back what no longer holds.
 */
final class Tracker {
  private final TimeLimits limits;

  Tracker(TimeLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes a change; null where it is not newer than what is known.
   *
   * @param before what is remembered, or null
   * @param asOf up to when the log of the source was read, UTC
   */
  Update take(Track before, ReferralChange change, Instant asOf) {
    if (before != null && change.position().compareTo(before.position()) <= 0) {
      return null;
    }
    boolean present = change.image() != null;
    ReferralImage image = present || before == null ? change.image() : before.image();
    ReferralHistory history = history(before, change.image());
    return say(
        new Track(
            change.source(),
            change.position(),
            present,
            image,
            history.rounds(),
            history.steps(),
            before == null ? asOf.toEpochMilli() : Math.max(before.asOf(), asOf.toEpochMilli()),
            before == null ? 0 : before.version(),
            before == null ? Map.of() : before.saidSteps(),
            before == null ? Map.of() : before.saidBreaches()),
        image != null);
  }

  /** Lets time pass: nothing else happened until {@code asOf}. */
  Update pass(Track before, Instant asOf) {
    return say(
        new Track(
            before.source(),
            before.position(),
            before.present(),
            before.image(),
            before.rounds(),
            before.steps(),
            Math.max(before.asOf(), asOf.toEpochMilli()),
            before.version(),
            before.saidSteps(),
            before.saidBreaches()),
        false);
  }

  private static ReferralHistory history(Track before, ReferralImage newer) {
    if (newer == null) {
      return new ReferralHistory(List.of(), List.of());
    }
    return before == null || !before.present()
        ? ReferralHistory.of(newer)
        : ReferralHistory.after(before.history(), before.image(), newer);
  }

  private Update say(Track track, boolean imageChanged) {
    Instant asOf = Instant.ofEpochMilli(track.asOf());
    List<Deadline> deadlines =
        track.present() ? Deadline.of(limits, track.image(), track.history()) : List.of();
    Map<String, SaidStep> saidSteps = new LinkedHashMap<>(track.saidSteps());
    Map<String, SaidBreach> saidBreaches = new LinkedHashMap<>(track.saidBreaches());
    List<Update.Step> steps = track.image() == null ? List.of() : steps(track, saidSteps);
    List<Update.Broken> breaches =
        track.image() == null ? List.of() : breaches(track, deadlines, asOf, saidBreaches);
    boolean changed = imageChanged || !breaches.isEmpty();
    Track after =
        new Track(
            track.source(),
            track.position(),
            track.present(),
            track.image(),
            track.rounds(),
            track.steps(),
            track.asOf(),
            track.version() + (changed ? 1 : 0),
            saidSteps,
            saidBreaches);
    Deadline next =
        deadlines.stream()
            .filter(deadline -> deadline.running(asOf))
            .min(Comparator.comparing(Deadline::dueAt))
            .orElse(null);
    return new Update(after, steps, breaches, changed, next);
  }

  private static List<Update.Step> steps(Track track, Map<String, SaidStep> said) {
    List<Update.Step> news = new ArrayList<>();
    Set<String> untold = new LinkedHashSet<>(said.keySet());
    Parties parties = Parties.of(track.image());
    for (Transition step : track.steps()) {
      String id = Identifiers.step(track.image().referralId(), step);
      untold.remove(id);
      SaidStep known = said.get(id);
      if (known == null
          || !known.valid()
          || !known.step().equals(step)
          || !known.parties().equals(parties)) {
        int revision = known == null ? 1 : known.revision() + 1;
        news.add(new Update.Step(id, new SaidStep(revision, true, step, parties)));
      }
    }
    for (String id : untold) {
      SaidStep known = said.get(id);
      if (known.valid()) {
        news.add(
            new Update.Step(
                id, new SaidStep(known.revision() + 1, false, known.step(), known.parties())));
      }
    }
    news.forEach(step -> said.put(step.id(), step.said()));
    return news;
  }

  private static List<Update.Broken> breaches(
      Track track, List<Deadline> deadlines, Instant asOf, Map<String, SaidBreach> said) {
    List<Update.Broken> news = new ArrayList<>();
    Set<String> unbroken = new LinkedHashSet<>(said.keySet());
    Parties parties = Parties.of(track.image());
    for (Deadline deadline : deadlines) {
      if (!deadline.breached(asOf)) {
        continue;
      }
      String id = Identifiers.breach(track.image().referralId(), deadline);
      unbroken.remove(id);
      SaidBreach known = said.get(id);
      Breach breach = Breach.of(deadline, asOf);
      boolean stands = known != null && known.valid();
      if (!stands || !known.breach().tellsTheSame(breach) || !known.parties().equals(parties)) {
        boolean alert = deadline.metAt() == null && !stands;
        news.add(
            new Update.Broken(
                id,
                new SaidBreach(
                    known == null ? 1 : known.revision() + 1,
                    true,
                    alert || stands && known.alerted(),
                    breach,
                    parties),
                alert));
      }
    }
    for (String id : unbroken) {
      SaidBreach known = said.get(id);
      if (known.valid()) {
        news.add(
            new Update.Broken(
                id,
                new SaidBreach(known.revision() + 1, false, false, known.breach(), known.parties()),
                known.alerted()));
      }
    }
    news.forEach(broken -> said.put(broken.id(), broken.said()));
    return news;
  }
}
