package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.Problems;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Registrar;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;

/** The public-health system: health records, chronic registers, follow-ups, surveys. */
public final class PublicHealth {

  static final String SOURCE = "phs";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Map<String, String> COMPLICATIONS =
      Map.of("E11.2", "1", "E11.3", "2", "E11.4", "3", "E11.5", "4");

  private final RowSink sink;
  private final Ids ids;
  private final LocalDate from;
  private final LocalDate asOf;

  /** A system whose follow-ups run from a day up to another. */
  public PublicHealth(RowSink sink, Ids ids, LocalDate from, LocalDate asOf) {
    this.sink = sink;
    this.ids = ids;
    this.from = from;
    this.asOf = asOf;
  }

  private void row(String table, Object... pairs) {
    sink.add(SOURCE, Row.of(table, pairs));
  }

  /** Opens the health record of a resident at a centre. */
  public LocalPatient open(Dice dice, Resident resident, Organization centre, String history) {
    LocalDate opened = from.minusDays(dice.between(0, 2500));
    if (opened.isBefore(resident.birth())) {
      opened = resident.birth().plusDays(dice.between(1, 25));
    }
    if (opened.isAfter(asOf)) {
      opened = asOf;
    }
    LocalDateTime when = opened.atTime(10, 0);
    String no = resident.placeCode() + String.format("%08d", ids.next(SOURCE, "jk_grda"));
    LocalPatient person = Registrar.register(dice, resident, centre, no, when);
    LocalDateTime death = resident.death();
    boolean dead = death != null && !death.toLocalDate().isAfter(asOf);
    row(
        "jk_grda",
        "dabh",
        no,
        "gljg",
        centre.code(),
        "xm",
        person.name(),
        "xb",
        resident.male() ? "1" : "2",
        "csrq",
        person.birth().format(DAY),
        "sfzh",
        person.idNumber(),
        "lxdh",
        person.phone(),
        "hyzk",
        String.valueOf(resident.marital() * 10),
        "mz",
        "01",
        "whcd",
        "70",
        "zy",
        resident.occupation(),
        "czlx",
        dice.chance(0.9) ? "1" : "2",
        "xzz",
        resident.address(),
        "xzqh",
        resident.placeCode(),
        "abo",
        resident.aboGroup(),
        "jws",
        history,
        "gms",
        null,
        "qyys",
        null,
        "jdrq",
        opened.format(DAY),
        "dazt",
        dead ? "3" : "1",
        "swrq",
        dead ? death.toLocalDate().format(DAY) : null,
        "xgsj",
        dead ? death.plusDays(2) : when);
    return person;
  }

  /** Registers hypertension and diabetes and follows them up every three months. */
  public void chronic(Dice dice, LocalPatient person, Problems problems) {
    Problems.Problem hypertension = problems.first("I10");
    if (hypertension != null && dice.chance(0.8)) {
      hypertension(dice, person, hypertension);
    }
    Problems.Problem diabetes = problems.first("E11");
    if (diabetes != null && dice.chance(0.8)) {
      diabetes(dice, person, diabetes, problems);
    }
  }

  private void hypertension(Dice dice, LocalPatient person, Problems.Problem problem) {
    String no = String.format("GXY%012d", ids.next(SOURCE, "mb_gxydj"));
    LocalDate carded = carded(dice, problem);
    row(
        "mb_gxydj",
        "djbh",
        no,
        "dabh",
        person.no(),
        "gljg",
        person.organization().code(),
        "sfzh",
        person.idNumber(),
        "qzrq",
        problem.since().format(DAY),
        "qzjg",
        null,
        "gxyfj",
        String.valueOf(dice.weighted(45, 40, 15) + 1),
        "wxfc",
        String.valueOf(dice.weighted(30, 35, 25, 10) + 1),
        "jkrq",
        carded.format(DAY),
        "jazt",
        dead(person) ? "2" : "0",
        "jarq",
        dead(person) ? person.resident().death().toLocalDate().format(DAY) : null,
        "xgsj",
        carded.atTime(15, 0));
    double usual = dice.normal(138, 10);
    for (LocalDate day : visits(dice, person, carded)) {
      int systolic = (int) Math.clamp(dice.normal(usual, 9), 95, 210);
      int diastolic = (int) Math.clamp(dice.normal(usual * 0.6, 6), 50, 120);
      boolean controlled = systolic < 140 && diastolic < 90;
      boolean refer = systolic >= 180 || diastolic >= 110;
      row(
          "sf_gxy",
          "sfbh",
          String.format("SFG%013d", ids.next(SOURCE, "sf_gxy")),
          "djbh",
          no,
          "dabh",
          person.no(),
          "sfjg",
          person.organization().code(),
          "sfrq",
          day.format(DAY),
          "sffs",
          String.valueOf(dice.weighted(55, 20, 25) + 1),
          "ssy",
          systolic,
          "szy",
          diastolic,
          "xl",
          dice.between(60, 95),
          "sg",
          null,
          "tz",
          Numbers.tenth(dice.normal(64, 9)),
          "rxyl",
          dice.chance(0.25) ? 10 : 0,
          "ryjl",
          dice.chance(0.2) ? 1 : 0,
          "fyycx",
          String.valueOf(dice.weighted(75, 20, 5) + 1),
          "sffl",
          controlled ? "1" : "2",
          "zzjg",
          refer ? "990100H001" : null,
          "zzyy",
          refer ? "血压控制不佳" : null,
          "xcsfrq",
          day.plusDays(90).format(DAY),
          "sfys",
          "公卫" + dice.between(1, 9),
          "zfbz",
          0,
          "xgsj",
          day.atTime(16, 30));
    }
  }

  private void diabetes(
      Dice dice, LocalPatient person, Problems.Problem problem, Problems problems) {
    String no = String.format("TNB%012d", ids.next(SOURCE, "mb_tnbdj"));
    LocalDate carded = carded(dice, problem);
    List<String> complications =
        COMPLICATIONS.entrySet().stream()
            .filter(e -> problems.first(e.getKey()) != null)
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    row(
        "mb_tnbdj",
        "djbh",
        no,
        "dabh",
        person.no(),
        "gljg",
        person.organization().code(),
        "sfzh",
        person.idNumber(),
        "qzrq",
        problem.since().format(DAY),
        "qzjg",
        null,
        "tnblx",
        "2",
        "bfz",
        complications.isEmpty() ? null : String.join(",", complications),
        "jkrq",
        carded.format(DAY),
        "jazt",
        dead(person) ? "2" : "0",
        "jarq",
        dead(person) ? person.resident().death().toLocalDate().format(DAY) : null,
        "xgsj",
        carded.atTime(15, 0));
    double usual = dice.normal(7.2, 1.3);
    for (LocalDate day : visits(dice, person, carded)) {
      double fasting = Math.clamp(dice.normal(usual, 0.9), 3.5, 19.0);
      row(
          "sf_tnb",
          "sfbh",
          String.format("SFT%013d", ids.next(SOURCE, "sf_tnb")),
          "djbh",
          no,
          "dabh",
          person.no(),
          "sfjg",
          person.organization().code(),
          "sfrq",
          day.format(DAY),
          "sffs",
          String.valueOf(dice.weighted(55, 20, 25) + 1),
          "ssy",
          (int) dice.normal(134, 10),
          "szy",
          (int) dice.normal(80, 7),
          "tz",
          Numbers.tenth(dice.normal(65, 9)),
          "kfxt",
          Numbers.tenth(fasting),
          "chxt",
          dice.chance(0.4) ? Numbers.tenth(fasting + dice.uniform(1, 4)) : null,
          "thxhdb",
          dice.chance(0.3) ? Numbers.tenth(3 + fasting * 0.58) : null,
          "zbdmbd",
          String.valueOf(dice.weighted(88, 10, 2) + 1),
          "fyycx",
          String.valueOf(dice.weighted(75, 20, 5) + 1),
          "dxtfy",
          String.valueOf(dice.weighted(90, 8, 2) + 1),
          "sffl",
          fasting < 7.0 ? "1" : "2",
          "zzjg",
          null,
          "zzyy",
          null,
          "xcsfrq",
          day.plusDays(90).format(DAY),
          "sfys",
          "公卫" + dice.between(1, 9),
          "zfbz",
          0,
          "xgsj",
          day.atTime(16, 40));
    }
  }

  private static boolean dead(LocalPatient person) {
    return person.resident().death() != null;
  }

  private LocalDate carded(Dice dice, Problems.Problem problem) {
    LocalDate carded = problem.since().plusDays(dice.between(5, 120));
    return carded.isAfter(asOf) ? asOf : carded;
  }

  private List<LocalDate> visits(Dice dice, LocalPatient person, LocalDate carded) {
    LocalDate first = carded.isAfter(from) ? carded : from;
    LocalDateTime death = person.resident().death();
    LocalDate last = death == null ? asOf : death.toLocalDate();
    double missed = dice.chance(0.6) ? 0.05 : 0.4;
    return java.util.stream.Stream.iterate(
            first.plusDays(dice.between(1, 89)), day -> day.isBefore(last), day -> day.plusDays(91))
        .filter(day -> !dice.chance(missed))
        .toList();
  }

  /** Asks a patient about a visit. */
  public void survey(Dice dice, String record, Visit visit, VisitRef ref) {
    LocalDate day = visit.end().toLocalDate().plusDays(dice.between(1, 14));
    if (day.isAfter(asOf)) {
      return;
    }
    int service = score(dice, 90);
    int waiting = score(dice, visit.booking() == null ? 80 : 88);
    int skill = score(dice, 91);
    int place = score(dice, 86);
    row(
        "my_dcb",
        "dcbh",
        String.format("DC%014d", ids.next(SOURCE, "my_dcb")),
        "dabh",
        record,
        "bdcjg",
        visit.organization().code(),
        "dclx",
        visit.inpatient() ? "2" : "1",
        "hzbh",
        ref.patient().no(),
        "jzbh",
        ref.visitNo(),
        "dcrq",
        day.format(DAY),
        "dcfs",
        String.valueOf(dice.weighted(30, 30, 40) + 1),
        "hjdf",
        place,
        "fwdf",
        service,
        "jsdf",
        skill,
        "ddsjdf",
        waiting,
        "zdf",
        (place + service + skill + waiting) / 4,
        "yjjy",
        waiting < 70 ? "等候时间较长" : null,
        "yxbz",
        dice.chance(0.98) ? 1 : 0,
        "xgsj",
        day.atTime(11, 0));
  }

  private static int score(Dice dice, int mean) {
    return (int) Math.clamp(dice.normal(mean, 8), 20, 100);
  }
}
