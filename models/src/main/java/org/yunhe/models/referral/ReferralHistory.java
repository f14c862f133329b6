package org.yunhe.models.referral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a referral in their order, as its row tells them.
 *
 * <p>A row keeps one time for each state, so the newest image of a row tells the whole history and
 * nothing depends on how many images were seen. The one exception is a referral that is sent back
 * to {@code SUBMITTED} for another receiver: its row forgets the first round, which is therefore
 * kept from the image before.
 *
 * @param rounds steps of rounds that are over; empty unless it was sent back
 * @param steps all steps, those of {@code rounds} included
 */
public record ReferralHistory(List<Transition> rounds, List<Transition> steps) {

  /** Returns what one image tells. */
  public static ReferralHistory of(ReferralImage image) {
    return of(image, List.of());
  }

  /** Returns what {@code newer} tells, given the image before and the history until then. */
  public static ReferralHistory after(
      ReferralHistory before, ReferralImage older, ReferralImage newer) {
    return of(newer, sentBack(before, older, newer) ? before.steps() : before.rounds());
  }

  /** Returns when the referral reached the state it is in, or null where it has no step. */
  public Instant since() {
    return steps.isEmpty() ? null : steps.getLast().at();
  }

  private static boolean sentBack(
      ReferralHistory before, ReferralImage older, ReferralImage newer) {
    Instant again = newer.reachedAt().get(ReferralState.SUBMITTED);
    return newer.state() == ReferralState.SUBMITTED
        && older.state().allows(newer.state())
        && again != null
        && !again.isBefore(before.since())
        && !before.steps().isEmpty()
        && before.steps().getLast().to() == older.state();
  }

  private static ReferralHistory of(ReferralImage image, List<Transition> rounds) {
    List<Transition> steps = new ArrayList<>(rounds);
    for (ReferralState state : path(image, rounds.isEmpty())) {
      add(steps, state, image.reachedAt().get(state));
    }
    return new ReferralHistory(List.copyOf(rounds), List.copyOf(steps));
  }

  /** The states with a time up to the one that the row names, which is there in any case. */
  private static List<ReferralState> path(ReferralImage image, boolean firstRound) {
    List<ReferralState> path = new ArrayList<>();
    for (ReferralState state : ReferralState.values()) {
      boolean begun = firstRound || state.ordinal() >= ReferralState.SUBMITTED.ordinal();
      boolean before = !state.failed() && state.ordinal() < image.state().ordinal();
      if (begun && (before && image.reachedAt().containsKey(state) || state == image.state())) {
        path.add(state);
      }
    }
    return path;
  }

  private static void add(List<Transition> steps, ReferralState state, Instant at) {
    Transition last = steps.isEmpty() ? null : steps.getLast();
    int visit = 1 + (int) steps.stream().filter(step -> step.to() == state).count();
    ReferralState from = last == null ? null : last.to();
    Instant before = last == null ? null : last.at();
    steps.add(
        new Transition(
            from, state, visit, at == null ? before : at, fault(from, state, before, at)));
  }

  private static Transition.Fault fault(
      ReferralState from, ReferralState to, Instant before, Instant at) {
    if (at == null) {
      return Transition.Fault.TIME_UNKNOWN;
    }
    boolean allowed = from == null ? to == ReferralState.DRAFT : from.allows(to);
    if (!allowed) {
      return Transition.Fault.NOT_ALLOWED;
    }
    return before != null && at.isBefore(before) ? Transition.Fault.TIME_BACKWARDS : null;
  }
}
