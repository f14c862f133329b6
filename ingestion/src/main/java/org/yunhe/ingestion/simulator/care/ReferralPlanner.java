package org.yunhe.ingestion.simulator.care;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.yunhe.ingestion.simulator.care.Referral.State;
import org.yunhe.ingestion.simulator.care.Referral.Step;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Resident;

/** Links visits by two-way referrals and adds the visits that referrals begin or end with. */
final class ReferralPlanner {

  /** Share of hospital visits, by severity, that a village or township doctor referred. */
  private static final double[] REFERRED = {0.02, 0.12, 0.3, 0.35};

  private static final double DOWN_OF_DISCHARGED = 0.12;
  private static final double FRUITLESS = 0.012;

  private final Region region;
  private final VisitFactory factory;
  private final Supplier<String> numbers;
  private final LocalDateTime cutOff;

  ReferralPlanner(
      Region region, VisitFactory factory, Supplier<String> numbers, LocalDateTime cutOff) {
    this.region = region;
    this.factory = factory;
    this.numbers = numbers;
    this.cutOff = cutOff;
  }

  /** Adds visits and marks those that answer a referral; the visits are still drafts. */
  Links link(Dice dice, Resident resident, List<VisitDraft> drafts) {
    Links links = new Links(cutOff);
    List<VisitDraft> added = new ArrayList<>();
    LocalDateTime busyUntil = LocalDateTime.MIN;
    for (int i = 0; i < drafts.size(); i++) {
      VisitDraft visit = drafts.get(i);
      String up = null;
      boolean roomBefore =
          Duration.between(
                      busyUntil.equals(LocalDateTime.MIN) ? visit.start.minusDays(30) : busyUntil,
                      visit.start)
                  .toDays()
              > 4;
      if (visit.organization.tier() >= 2
          && visit.kind != VisitKind.CHECKUP
          && roomBefore
          && dice.chance(REFERRED[visit.principal().severity() - 1])) {
        up = up(dice, resident, visit, added, links);
      } else if (visit.organization.tier() <= 1
          && dice.chance(FRUITLESS * visit.principal().severity())) {
        fruitless(dice, resident, visit, links);
      }
      LocalDateTime next = i + 1 < drafts.size() ? drafts.get(i + 1).start : cutOff;
      busyUntil = visit.end == null ? cutOff : visit.end;
      if (goesDown(dice, visit, next)) {
        down(dice, resident, visit, up, added, links);
        busyUntil = visit.end.plusDays(8);
      }
    }
    drafts.addAll(added);
    return links;
  }

  private String up(
      Dice dice, Resident resident, VisitDraft answer, List<VisitDraft> added, Links links) {
    boolean urgent = answer.kind == VisitKind.EMERGENCY || answer.principal().severity() == 4;
    Organization from =
        dice.chance(0.4) ? region.organization(resident.homeOrg()) : region.centre(resident);
    if (answer.organization.tier() == 3 && dice.chance(0.45)) {
      from = region.hospital(resident);
    }
    if (from.code().equals(answer.organization.code())) {
      from = region.centre(resident);
    }
    LocalDateTime start =
        urgent
            ? answer.start.minusMinutes(dice.between(100, 400))
            : answer.start.minusDays(dice.between(1, 3)).withHour(dice.between(8, 16));
    if (start.toLocalDate().isBefore(resident.birth())) {
      return null;
    }
    VisitDraft origin =
        factory.draft(dice, VisitKind.OUTPATIENT, from, start, List.of(answer.principal()), null);
    origin.end = start.plusMinutes(dice.between(8, 20));
    added.add(origin);
    String no = numbers.get();
    answer.referralNo = no;
    if (answer.booking != null) {
      answer.booking = new Booking(5, answer.booking.made(), answer.booking.slot());
    }
    if (answer.inpatient()) {
      answer.stay =
          new Stay(
              3,
              answer.stay.discharge(),
              answer.stay.readmissionPlanned(),
              answer.stay.intensive());
    }
    ReferralSteps steps =
        new ReferralSteps(dice, false, urgent, origin.end)
            .arranged()
            .answered(dice, answer.start, answer.end);
    String reason = urgent ? "01" : dice.chance(0.6) ? "03" : dice.chance(0.6) ? "02" : "06";
    links.add(no, false, urgent, null, origin, answer, answer.organization, reason, steps, null);
    return no;
  }

  private boolean goesDown(Dice dice, VisitDraft visit, LocalDateTime next) {
    if (!visit.inpatient() || visit.organization.tier() < 2 || visit.end.isAfter(cutOff)) {
      return false;
    }
    boolean room = Duration.between(visit.end, next).toDays() > 9;
    int mode = visit.stay.discharge();
    return mode != 5 && room && (mode == 3 || dice.chance(DOWN_OF_DISCHARGED));
  }

  private void down(
      Dice dice,
      Resident resident,
      VisitDraft origin,
      String basedOn,
      List<VisitDraft> added,
      Links links) {
    Organization to = region.centre(resident);
    LocalDateTime start = origin.end.plusDays(dice.between(1, 6)).withHour(dice.between(8, 16));
    if (start.isAfter(cutOff) || resident.death() != null && !start.isBefore(resident.death())) {
      return;
    }
    VisitDraft answer =
        factory.draft(dice, VisitKind.OUTPATIENT, to, start, List.of(origin.principal()), null);
    added.add(answer);
    String no = numbers.get();
    answer.referralNo = no;
    ReferralSteps steps =
        new ReferralSteps(dice, true, false, origin.end.minusHours(dice.between(2, 20)))
            .arranged()
            .answered(dice, answer.start, answer.end);
    String reason = origin.principal().chronic() ? "05" : "04";
    links.add(no, true, false, basedOn, origin, answer, to, reason, steps, null);
  }

  private void fruitless(Dice dice, Resident resident, VisitDraft origin, Links links) {
    Organization to = dice.chance(0.8) ? region.hospital(resident) : region.city();
    if (to.code().equals(origin.organization.code())) {
      return;
    }
    ReferralSteps steps =
        new ReferralSteps(dice, false, false, origin.start.plusMinutes(dice.between(5, 15)));
    String reason = null;
    int fate = dice.weighted(30, 25, 25, 20);
    State end = List.of(State.REJECTED, State.CANCELLED, State.NO_SHOW, State.EXPIRED).get(fate);
    reason = List.of("床位已满", "患者放弃转诊", "患者未到诊", "超时无人受理").get(fate);
    steps.closed(end);
    links.add(numbers.get(), false, false, null, origin, null, to, "03", steps, reason);
  }

  /** Referrals whose visits are still drafts. */
  static final class Links {
    private final LocalDateTime cutOff;
    private final List<Supplier<Referral>> referrals = new ArrayList<>();

    Links(LocalDateTime cutOff) {
      this.cutOff = cutOff;
    }

    void add(
        String no,
        boolean down,
        boolean urgent,
        String basedOn,
        VisitDraft origin,
        VisitDraft answer,
        Organization to,
        String reason,
        ReferralSteps steps,
        String closeReason) {
      List<Step> reached = steps.until(cutOff);
      referrals.add(
          () -> {
            boolean came =
                answer != null && reached.stream().anyMatch(s -> s.state() == State.ARRIVED);
            boolean closed =
                closeReason != null
                    && reached.get(reached.size() - 1).state().ordinal()
                        > State.FOLLOWED_UP.ordinal();
            return new Referral(
                no,
                down,
                urgent,
                basedOn,
                origin.organization,
                to,
                origin.built,
                came ? answer.built : null,
                reason,
                reached,
                closed ? closeReason : null);
          });
    }

    /** The referrals, once their visits are finished. */
    List<Referral> finish() {
      return referrals.stream().map(Supplier::get).filter(r -> !r.steps().isEmpty()).toList();
    }
  }
}
