package org.yunhe.ingestion.simulator;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.CarePlanner;
import org.yunhe.ingestion.simulator.care.Clinical;
import org.yunhe.ingestion.simulator.care.Course;
import org.yunhe.ingestion.simulator.care.LifeWindow;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Names;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.person.ResidentFactory;
import org.yunhe.ingestion.simulator.pool.Life;
import org.yunhe.ingestion.simulator.pool.LifePool;
import org.yunhe.ingestion.simulator.source.HospitalSystem;
import org.yunhe.ingestion.simulator.source.PublicHealth;
import org.yunhe.ingestion.simulator.source.ReferralPlatform;
import org.yunhe.ingestion.simulator.source.Sites;
import org.yunhe.ingestion.simulator.source.VisitRef;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.RowSink;

/**
 * Writes the history of the region, one resident after another, so that memory does not grow with
 * their number. The same seed, number of residents, years and day give the same rows.
 */
final class RegionWriter {

  private static final double SECOND_CARD = 0.03;
  private static final double SURVEYED = 0.05;
  private static final double HEALTH_RECORD = 0.9;

  private final SimulationPlan plan;
  private final LifePool pool = LifePool.bundled();
  private final Region region = Region.bundled();
  private final Clinical clinical = Clinical.bundled();
  private final PersonLog persons;
  private final Sites sites;
  private final ReferralPlatform platform;
  private final PublicHealth publicHealth;
  private final CarePlanner planner;
  private final ResidentFactory residents;
  private final LocalDateTime cutOff;

  RegionWriter(SimulationPlan plan, RowSink sink, Ids ids, PersonLog persons) {
    this.plan = plan;
    this.persons = persons;
    this.cutOff = plan.asOf().atTime(8, 0);
    LocalDate first = plan.asOf().minusYears(plan.years());
    Names names = new Names();
    CodeBooks books = new CodeBooks();
    this.sites =
        new Sites(
            region,
            names,
            clinical,
            books,
            ids,
            sink,
            plan.seed(),
            plan.residents(),
            first,
            plan.asOf());
    this.platform = new ReferralPlatform(sink, ids);
    this.publicHealth = new PublicHealth(sink, ids, first, plan.asOf());
    this.planner =
        new CarePlanner(clinical, books, region, cutOff, platform::referralNo, platform::consultNo);
    this.residents = new ResidentFactory(region, names);
  }

  /** What was carried over and left out so far, by kind and rule. */
  Map<String, Long> events() {
    return clinical.events();
  }

  /** Writes everything; {@code progress} hears the number of residents done. */
  void write(java.util.function.IntConsumer progress) {
    platform.directory(region, plan.residents(), plan.asOf());
    sites.all().forEach(HospitalSystem::dictionaries);
    for (int number = 1; number <= plan.residents(); number++) {
      resident(number);
      progress.accept(number);
    }
    sites.all().forEach(HospitalSystem::closeBeds);
  }

  private void resident(int number) {
    Dice dice = new Dice(plan.seed(), number);
    Life life = dice.pick(pool.lives());
    LifeWindow window = LifeWindow.draw(dice, life, plan.years(), plan.asOf());
    LocalDateTime death = window.death(life);
    LocalDateTime died = death == null || death.isAfter(cutOff) ? null : death;
    Resident resident =
        residents.create(dice, number, life.sex(), window.birth(), died, plan.asOf());
    Course course = planner.plan(dice, resident, life, window);
    Map<Visit, VisitRef> refs = visits(dice, resident, course.visits());
    course.referrals().forEach(r -> platform.referral(r, refs, cutOff));
    course.teleconsults().forEach(c -> platform.teleconsult(c, refs));
    healthRecord(dice, resident, course, refs);
  }

  private Map<Visit, VisitRef> visits(Dice dice, Resident resident, List<Visit> visits) {
    Map<Visit, VisitRef> refs = new IdentityHashMap<>();
    Map<String, LocalPatient> cards = new HashMap<>();
    for (Visit visit : visits) {
      HospitalSystem system = sites.of(visit.organization());
      String org = visit.organization().code();
      if (!cards.containsKey(org) || dice.chance(SECOND_CARD)) {
        LocalPatient patient =
            system.register(dice, resident, visit.start().minusMinutes(dice.between(10, 90)));
        persons.add(patient, visit.organization().system());
        cards.put(org, patient);
      }
      refs.put(visit, system.record(dice, cards.get(org), visit));
    }
    return refs;
  }

  private void healthRecord(
      Dice dice, Resident resident, Course course, Map<Visit, VisitRef> refs) {
    String record = null;
    if (dice.chance(HEALTH_RECORD)) {
      String history =
          course.problems().first("I10") != null
              ? "高血压"
              : course.problems().first("E11") != null ? "糖尿病" : null;
      LocalPatient person = publicHealth.open(dice, resident, region.centre(resident), history);
      persons.add(person, "phs");
      publicHealth.chronic(dice, person, course.problems());
      record = person.no();
    }
    for (Visit visit : course.visits()) {
      if (visit.end() != null && dice.chance(visit.inpatient() ? SURVEYED * 4 : SURVEYED)) {
        publicHealth.survey(dice, record, visit, refs.get(visit));
      }
    }
  }
}
