package org.yunhe.ingestion.simulator.care;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.pool.Life;
import org.yunhe.ingestion.simulator.pool.LifeEncounter;

/** Turns the window of a life into a resident's visits, referrals and teleconsultations. */
public final class CarePlanner {

  private static final Map<String, VisitKind> KINDS =
      Map.of(
          "wellness", VisitKind.CHECKUP,
          "ambulatory", VisitKind.OUTPATIENT,
          "outpatient", VisitKind.OUTPATIENT,
          "urgentcare", VisitKind.OUTPATIENT,
          "home", VisitKind.OUTPATIENT,
          "emergency", VisitKind.EMERGENCY,
          "inpatient", VisitKind.INPATIENT);

  /** Probability that an outpatient or emergency encounter becomes a stay, by severity. */
  private static final double[] OUTPATIENT_ADMITTED = {0, 0.004, 0.012, 0.03};

  private static final double[] EMERGENCY_ADMITTED = {0.03, 0.15, 0.45, 0.8};

  /** Synthea dialyses every three days; the region's hospitals book one session in this many. */
  private static final int DIALYSIS_SERIES = 4;

  private final Clinical clinical;
  private final Placement placement;
  private final VisitFactory factory;
  private final ReferralPlanner referrals;
  private final TeleconsultPlanner teleconsults;
  private final LocalDateTime cutOff;

  /** A planner up to a moment; the suppliers give numbers of the referral platform. */
  public CarePlanner(
      Clinical clinical,
      CodeBooks books,
      Region region,
      LocalDateTime cutOff,
      Supplier<String> referralNumbers,
      Supplier<String> consultNumbers) {
    this.clinical = clinical;
    this.placement = new Placement(region);
    this.factory = new VisitFactory(clinical, books, cutOff);
    this.referrals = new ReferralPlanner(region, factory, referralNumbers, cutOff);
    this.teleconsults = new TeleconsultPlanner(region, consultNumbers, cutOff);
    this.cutOff = cutOff;
  }

  /** The course of a resident who lives the window of a life. */
  public Course plan(Dice dice, Resident resident, Life life, LifeWindow window) {
    Problems problems = new Problems(clinical, life, window);
    List<VisitDraft> drafts = new ArrayList<>();
    int dialysis = 0;
    for (LifeEncounter encounter : life.encounters()) {
      if (!window.contains(encounter.start())) {
        continue;
      }
      if (isDialysis(encounter) && dialysis++ % DIALYSIS_SERIES != 0) {
        clinical.count("encounter", "dialysis-series");
        continue;
      }
      VisitDraft draft = draft(dice, resident, encounter, window.move(encounter.start()), problems);
      if (draft != null) {
        drafts.add(draft);
      }
    }
    addAdmissions(dice, resident, window, drafts);
    addLastStay(dice, resident, problems, drafts);
    List<VisitDraft> kept = withoutOverlap(resident, drafts);
    ReferralPlanner.Links links = referrals.link(dice, resident, kept);
    List<Visit> visits = finish(resident, kept);
    return new Course(visits, links.finish(), teleconsults.plan(dice, resident, visits), problems);
  }

  /** One new visit of a resident at a moment, for live writing. */
  public Visit visitNow(
      Dice dice, Resident resident, Organization organization, LocalDateTime time, Life life) {
    List<LifeEncounter> usable =
        life.encounters().stream().filter(e -> KINDS.containsKey(e.kind())).toList();
    LifeEncounter encounter = usable.isEmpty() ? null : dice.pick(usable);
    List<Condition> conditions =
        encounter == null
            ? List.of()
            : conditions(dice, encounter, List.of(), VisitKind.OUTPATIENT);
    if (conditions.isEmpty()) {
      conditions = List.of(clinical.named("J06.900", "02", 1));
    }
    VisitDraft draft =
        factory.draft(dice, VisitKind.OUTPATIENT, organization, time, conditions, encounter);
    return factory.finish(draft, resident);
  }

  private VisitDraft draft(
      Dice dice,
      Resident resident,
      LifeEncounter encounter,
      LocalDateTime moved,
      Problems problems) {
    VisitKind kind = KINDS.get(encounter.kind());
    if (kind == null) {
      clinical.count("encounter", encounter.kind());
      return null;
    }
    encounter.observations().forEach(o -> clinical.countObservation(o.code()));
    List<Condition> conditions = conditions(dice, encounter, problems.on(moved), kind);
    if (conditions.isEmpty()) {
      clinical.count("encounter", "no-clinical-content");
      return null;
    }
    int severity = conditions.get(0).severity();
    kind = admitted(dice, kind, conditions.get(0));
    LocalDateTime start = workingHours(dice, kind, moved);
    if (start.isAfter(cutOff.minusMinutes(30))) {
      clinical.count("encounter", "after-the-cut-off");
      return null;
    }
    clinical.count("encounter", "carried");
    Organization at =
        encounter.kind().equals("home")
            ? placement.home(resident)
            : placement.place(dice, resident, kind, severity, factory.hasLabs(encounter));
    return factory.draft(dice, kind, at, start, conditions, encounter);
  }

  private List<Condition> conditions(
      Dice dice, LifeEncounter encounter, List<Condition> chronic, VisitKind kind) {
    List<Condition> conditions = new ArrayList<>();
    if (isDialysis(encounter)) {
      conditions.add(clinical.named("Z49.100", "03.06", 3));
    }
    if (encounter.reason() != null) {
      add(conditions, clinical.known(encounter.reason()));
    }
    for (String code : encounter.conditions()) {
      add(conditions, clinical.condition(code));
    }
    if (kind == VisitKind.CHECKUP) {
      conditions.add(0, clinical.named("Z00.000", "01", 1));
    }
    boolean bare = conditions.isEmpty();
    for (Condition condition : chronic) {
      if (bare || kind == VisitKind.INPATIENT || dice.chance(0.35)) {
        conditions.add(condition);
      }
    }
    boolean content = !encounter.medications().isEmpty() || factory.hasLabs(encounter);
    if (conditions.isEmpty() && content) {
      conditions.add(clinical.named("Z00.000", "01", 1));
    }
    return VisitFactory.distinct(conditions, kind == VisitKind.INPATIENT ? 6 : 3);
  }

  private static void add(List<Condition> conditions, Condition condition) {
    if (condition != null) {
      conditions.add(condition);
    }
  }

  private static VisitKind admitted(Dice dice, VisitKind kind, Condition principal) {
    boolean fit = !principal.under("Z") && principal.severity() > 0;
    int grade = principal.severity() - 1;
    if (kind == VisitKind.OUTPATIENT && fit && dice.chance(OUTPATIENT_ADMITTED[grade])
        || kind == VisitKind.EMERGENCY && fit && dice.chance(EMERGENCY_ADMITTED[grade])) {
      return VisitKind.INPATIENT;
    }
    return kind;
  }

  private void addAdmissions(
      Dice dice, Resident resident, LifeWindow window, List<VisitDraft> drafts) {
    LocalDateTime from = window.move(window.from());
    int days = (int) java.time.Duration.between(from, cutOff).toDays();
    for (AdmissionRule rule : clinical.admissions()) {
      boolean sex = rule.sex().isEmpty() || rule.sex().equals(resident.sex());
      LocalDateTime time = from.plusDays(dice.between(0, Math.max(1, days - 1)));
      int age = resident.age(time.toLocalDate());
      double expected = rule.per1000Years() / 1000 * days / 365.0;
      if (sex && age >= rule.ageFrom() && age <= rule.ageTo() && dice.chance(expected)) {
        LocalDateTime start = time.plusMinutes(dice.between(0, 1439));
        Organization at =
            placement.place(dice, resident, VisitKind.INPATIENT, rule.condition().severity(), true);
        drafts.add(
            factory.draft(dice, VisitKind.INPATIENT, at, start, List.of(rule.condition()), null));
      }
    }
  }

  /** A third of the dead die on a ward. */
  private void addLastStay(
      Dice dice, Resident resident, Problems problems, List<VisitDraft> drafts) {
    LocalDateTime death = resident.death();
    if (death == null || death.isAfter(cutOff) || !dice.chance(0.35)) {
      return;
    }
    List<Condition> grave = problems.on(death).stream().filter(c -> c.severity() >= 3).toList();
    Condition cause = grave.isEmpty() ? clinical.named("I46.900", "28", 4) : dice.pick(grave);
    Organization at = placement.place(dice, resident, VisitKind.INPATIENT, cause.severity(), true);
    drafts.add(
        factory.draft(
            dice,
            VisitKind.INPATIENT,
            at,
            death.minusDays(dice.between(1, 9)).minusMinutes(dice.between(30, 600)),
            List.of(cause),
            null));
  }

  /** Nobody visits after death or while on a ward; a stay that death falls in ends with it. */
  private List<VisitDraft> withoutOverlap(Resident resident, List<VisitDraft> drafts) {
    LocalDateTime death = resident.death();
    LocalDate birth = resident.birth();
    drafts.sort(Comparator.comparing(d -> d.start));
    List<VisitDraft> kept = new ArrayList<>();
    LocalDateTime free = birth.atStartOfDay();
    for (VisitDraft draft : drafts) {
      boolean alive = death == null || draft.start.isBefore(death);
      if (!alive || draft.start.isBefore(free) || draft.start.isAfter(cutOff)) {
        clinical.count("visit", alive ? "overlap" : "after-death");
        continue;
      }
      if (draft.inpatient()) {
        free = draft.end;
        if (death != null && death.isBefore(draft.end)) {
          dies(draft, death);
        }
      }
      kept.add(draft);
    }
    return kept;
  }

  private static void dies(VisitDraft draft, LocalDateTime death) {
    draft.end = death;
    draft.stay = new Stay(draft.stay.route(), 5, false, draft.stay.intensive());
    draft.labs.removeIf(order -> order.reported().isAfter(death));
    draft.operations.removeIf(operation -> operation.end().isAfter(death));
    draft.exams.removeIf(exam -> exam.reported().isAfter(death));
  }

  private List<Visit> finish(Resident resident, List<VisitDraft> drafts) {
    drafts.sort(Comparator.comparing(d -> d.start));
    return drafts.stream().map(d -> factory.finish(d, resident)).toList();
  }

  private static LocalDateTime workingHours(Dice dice, VisitKind kind, LocalDateTime time) {
    if (kind == VisitKind.EMERGENCY || kind == VisitKind.INPATIENT) {
      return time.plusMinutes(dice.between(-180, 180));
    }
    int hour = dice.weighted(18, 24, 20, 10, 0, 0, 12, 10, 6) + 8;
    return time.toLocalDate().atTime(hour, dice.between(0, 59), dice.between(0, 59));
  }

  private static boolean isDialysis(LifeEncounter encounter) {
    return encounter.procedures().contains("265764009");
  }
}
