package org.yunhe.ingestion.simulator;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.CarePlanner;
import org.yunhe.ingestion.simulator.care.Clinical;
import org.yunhe.ingestion.simulator.care.Referral;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Names;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.pool.LifePool;
import org.yunhe.ingestion.simulator.source.ReferralPlatform;
import org.yunhe.ingestion.simulator.source.Sites;
import org.yunhe.ingestion.simulator.source.VisitRef;
import org.yunhe.ingestion.simulator.store.Change;
import org.yunhe.ingestion.simulator.store.Change.Kind;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.RegisteredPatients.OpenReferral;
import org.yunhe.ingestion.simulator.store.RegisteredPatients.Registered;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;

/**
 * What happens in the region now, as row changes in the order they must be applied: visits of known
 * patients with everything they bring, referrals that begin and advance, corrections, deletions.
 */
final class LiveRegion {

  private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
  private static final int REMEMBERED = 4000;

  private final Dice dice;
  private final LifePool pool = LifePool.bundled();
  private final Region region = Region.bundled();
  private final Ids ids;
  private final List<Registered> patients;
  private final List<OpenReferral> open;
  private final Sites sites;
  private final ReferralPlatform platform;
  private final CarePlanner planner;
  private final Deque<Change> queue = new ArrayDeque<>();
  private final List<Change> recent = new ArrayList<>();

  LiveRegion(
      SimulationPlan plan,
      Ids ids,
      List<Registered> patients,
      List<OpenReferral> open,
      FaultInjector.FaultLog truth) {
    long seed = plan.seed();
    this.dice = new Dice(seed, System.nanoTime());
    RowSink sink = new FaultInjector(this::insert, truth, plan.withSeed(System.nanoTime()));
    this.ids = ids;
    this.patients = patients;
    this.open = new ArrayList<>(open);
    Clinical clinical = Clinical.bundled();
    CodeBooks books = new CodeBooks();
    LocalDate today = LocalDate.now(CLOCK);
    this.sites =
        new Sites(region, new Names(), clinical, books, ids, sink, seed, 1000, today, today);
    this.platform = new ReferralPlatform(sink, ids);
    this.planner =
        new CarePlanner(
            clinical,
            books,
            region,
            LocalDateTime.of(9999, 1, 1, 0, 0),
            platform::referralNo,
            platform::consultNo);
  }

  /** The next change. */
  Change next() {
    while (queue.isEmpty()) {
      switch (dice.weighted(5, 25, 20, 50)) {
        case 0 -> visit();
        case 1 -> advance();
        case 2 -> delete();
        default -> correct();
      }
    }
    return queue.poll();
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS);
  }

  private void insert(String source, Row row) {
    Change change = new Change(Kind.INSERT, source, row);
    queue.add(change);
    if (recent.size() < REMEMBERED) {
      recent.add(change);
    } else {
      recent.set(dice.between(0, REMEMBERED - 1), change);
    }
  }

  private void visit() {
    Registered registered = dice.pick(patients);
    Organization at =
        registered.org() == null
            ? region.organizations().stream()
                .filter(o -> o.system().equals(registered.source()))
                .findFirst()
                .orElseThrow()
            : region.organization(registered.org());
    LocalPatient patient = patient(registered, at);
    LocalDateTime start = now().minusMinutes(dice.between(200, 420));
    Visit visit = planner.visitNow(dice, patient.resident(), at, start, dice.pick(pool.lives()));
    VisitRef ref = sites.of(at).record(dice, patient, visit);
    if (at.tier() <= 1 && dice.chance(0.25)) {
      refer(at, visit, ref);
    }
  }

  private void refer(Organization from, Visit visit, VisitRef ref) {
    Organization centre = from.tier() == 0 ? region.organization(from.parent()) : from;
    Organization to = region.organization(centre.parent());
    String no = platform.referralNo();
    LocalDateTime now = now();
    List<Referral.Step> steps =
        List.of(
            new Referral.Step(Referral.State.DRAFT, now.minusMinutes(3)),
            new Referral.Step(Referral.State.SUBMITTED, now));
    Map<Visit, VisitRef> refs = new IdentityHashMap<>();
    refs.put(visit, ref);
    platform.referral(
        new Referral(no, false, false, null, from, to, visit, null, "03", steps, null), refs, now);
    open.add(new OpenReferral(no, from.code(), to.code(), "20"));
  }

  private LocalPatient patient(Registered registered, Organization at) {
    LocalDate birth = LocalDate.of(1970, 1, 1);
    Resident resident =
        new Resident(
            0,
            registered.name(),
            "",
            registered.name(),
            registered.male() ? "M" : "F",
            birth,
            null,
            registered.idNumber(),
            at.region(),
            at.region(),
            at.code(),
            "",
            registered.phone(),
            "",
            2,
            2,
            "5",
            "",
            "");
    return new LocalPatient(
        resident,
        at,
        registered.no(),
        "",
        registered.name(),
        birth,
        registered.idNumber(),
        registered.phone(),
        now(),
        "");
  }

  private void advance() {
    if (open.isEmpty()) {
      return;
    }
    int index = dice.between(0, open.size() - 1);
    OpenReferral referral = open.get(index);
    LiveReferralStep step = LiveReferralStep.after(dice, referral.state());
    LocalDateTime now = now();
    queue.add(
        new Change(
            Kind.UPDATE,
            "referral",
            Row.of(
                "referral",
                "referral_no",
                referral.no(),
                "status",
                step.state(),
                step.column(),
                now,
                "close_reason",
                step.reason(),
                "updated_at",
                now)));
    insert(
        "referral",
        Row.of(
            "referral_status_log",
            "log_id",
            ids.next("referral", "referral_log"),
            "referral_no",
            referral.no(),
            "apply_org",
            referral.from(),
            "recv_org",
            referral.to(),
            "from_status",
            referral.state(),
            "to_status",
            step.state(),
            "changed_at",
            now,
            "operator",
            "转诊中心",
            "operator_org",
            referral.to(),
            "remark",
            step.reason()));
    if (step.last()) {
      open.remove(index);
    } else {
      open.set(
          index, new OpenReferral(referral.no(), referral.from(), referral.to(), step.state()));
    }
  }

  /** Corrects a row: a new phone number, a changed result, a diagnosis that was struck out. */
  private void correct() {
    if (dice.chance(0.4) || recent.isEmpty()) {
      Registered patient = dice.pick(patients);
      queue.add(LiveCorrections.phone(dice, patient, now()));
      return;
    }
    Change change = dice.pick(recent);
    Row corrected = LiveCorrections.of(dice, change.row());
    if (corrected != null) {
      queue.add(new Change(Kind.UPDATE, change.source(), corrected));
    }
  }

  private void delete() {
    for (int i = 0; i < 50 && !recent.isEmpty(); i++) {
      int index = dice.between(0, recent.size() - 1);
      Change change = recent.get(index);
      if (LiveCorrections.deletable(change.row())) {
        recent.remove(index);
        queue.add(new Change(Kind.DELETE, change.source(), change.row()));
        return;
      }
    }
  }
}
