package org.yunhe.ingestion.simulator.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yunhe.ingestion.simulator.care.CarePlanner;
import org.yunhe.ingestion.simulator.care.Clinical;
import org.yunhe.ingestion.simulator.care.LifeWindow;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Names;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Registrar;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.person.ResidentFactory;
import org.yunhe.ingestion.simulator.pool.Life;
import org.yunhe.ingestion.simulator.pool.LifePool;
import org.yunhe.ingestion.simulator.store.Arguments;
import org.yunhe.models.error.YunheException;

/**
 * Writes what the FHIR-speaking hospitals of the region hold: the same residents as in the
 * hospitals' databases, by the same seed, with further visits. Safe to repeat: what was made with
 * the same parameters stays.
 */
public final class FhirRegion {
  private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
  private static final int MOST_VISITS = 3;

  /** Keeps the choices of these hospitals apart from those of the databases. */
  private static final long OWN_DICE = 0x5F3759DFL;

  private final int residents;
  private final long seed;
  private final int years;
  private final LocalDate asOf;
  private final LifePool pool = LifePool.bundled();
  private final Names names = new Names();
  private final ResidentFactory people;
  private final CarePlanner planner;

  private FhirRegion(int residents, long seed, int years, LocalDate asOf) {
    this.residents = residents;
    this.seed = seed;
    this.years = years;
    this.asOf = asOf;
    Region region = Region.bundled();
    this.people = new ResidentFactory(region, names);
    this.planner =
        new CarePlanner(
            Clinical.bundled(),
            new CodeBooks(),
            region,
            asOf.atTime(8, 0),
            () -> "none",
            () -> "none");
  }

  /**
   * {@code --out FOLDER [--residents 1000] [--seed 1] [--years 3] [--as-of today]}: makes {@code
   * FOLDER/fhir_wch} with bundles and {@code FOLDER/fhir_tcm} with NDJSON.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      run(List.of(args), out);
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  static void run(List<String> args, PrintStream out) throws IOException {
    Arguments arguments =
        new Arguments(args, Set.of("--out", "--residents", "--seed", "--years", "--as-of"));
    String day = arguments.get("--as-of");
    FhirRegion region =
        new FhirRegion(
            (int) arguments.number("--residents", 1000, 1, 1_000_000),
            (long) arguments.number("--seed", 1, 0, 1e15),
            (int) arguments.number("--years", 3, 1, 6),
            day == null ? LocalDate.now(CLOCK) : LocalDate.parse(day));
    Path folder = Path.of(arguments.required("--out"));
    region.write(FhirHospital.womenAndChildren(), folder, true, day != null, out);
    region.write(FhirHospital.traditionalMedicine(), folder, false, day != null, out);
  }

  private void write(
      FhirHospital hospital, Path out, boolean asBundles, boolean dayGiven, PrintStream said)
      throws IOException {
    Path folder = out.resolve(hospital.source());
    String note =
        "residents=%d seed=%d years=%d as-of=%s"
            .formatted(residents, seed, years, dayGiven ? asOf.toString() : "day of the load");
    if (FhirFolders.holds(folder, note)) {
      said.println(hospital.source() + ": is there already (" + note + ")");
      return;
    }
    try (FhirOutbox outbox = new FhirOutbox(folder, asBundles)) {
      LocalDateTime since = asOf.minusYears(years).atTime(8, 0);
      FhirDirectory directory = new FhirDirectory(hospital, names, seed, since);
      outbox.add(directory.resources(since));
      for (int number = 1; number <= residents; number++) {
        List<ObjectNode> file = patientFile(hospital, directory, number);
        if (!file.isEmpty()) {
          outbox.add(file);
        }
      }
      said.println(hospital.source() + ": " + outbox.finish(note));
    }
  }

  /** The resident as the databases have it: drawn in the same order from the same dice. */
  private List<ObjectNode> patientFile(FhirHospital hospital, FhirDirectory directory, int number) {
    Dice same = new Dice(seed, number);
    Life life = same.pick(pool.lives());
    LifeWindow window = LifeWindow.draw(same, life, years, asOf);
    LocalDateTime cutOff = asOf.atTime(8, 0);
    LocalDateTime death = window.death(life);
    LocalDateTime died = death == null || death.isAfter(cutOff) ? null : death;
    Resident resident = people.create(same, number, life.sex(), window.birth(), died, asOf);
    Dice dice = new Dice(seed ^ OWN_DICE ^ hospital.source().hashCode(), number);
    LocalDateTime last = died == null ? cutOff.minusDays(1) : died.minusDays(1);
    LocalDateTime first = last.minusYears(years);
    if (first.isBefore(resident.birth().plusDays(28).atStartOfDay())) {
      first = resident.birth().plusDays(28).atStartOfDay();
    }
    if (!first.isBefore(last.minusDays(2))
        || !hospital.attracts(dice, resident, resident.age(last.toLocalDate()))) {
      return List.of();
    }
    return file(dice, hospital, directory, resident, life, first, last);
  }

  private List<ObjectNode> file(
      Dice dice,
      FhirHospital hospital,
      FhirDirectory directory,
      Resident resident,
      Life life,
      LocalDateTime first,
      LocalDateTime last) {
    String no = hospital.prefix() + String.format("%08d", resident.number());
    int visits = dice.between(1, MOST_VISITS);
    long span = java.time.Duration.between(first, last).toMinutes() / visits;
    LocalPatient patient =
        Registrar.register(dice, resident, hospital.organization(), no, first.plusMinutes(30));
    List<ObjectNode> resources = new ArrayList<>(new PatientResources(hospital).of(dice, patient));
    VisitResources writer = new VisitResources(hospital, directory);
    for (int i = 0; i < visits; i++) {
      LocalDateTime time =
          first.plusMinutes(60 + i * span + dice.between(0, (int) Math.max(1, span - 120)));
      Visit visit = planner.visitNow(dice, resident, hospital.organization(), time, life);
      resources.addAll(writer.of(dice, patient, visit, no + "V" + (i + 1)));
    }
    return resources;
  }
}
