package org.yunhe.ingestion.simulator.care;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yunhe.ingestion.simulator.store.CsvLine;

/**
 * The tables that carry Synthea's codes over to the region ({@code region/clinical/*.csv}). A code
 * with a rule is left out under that rule, a code that no table has under {@code not-in-table};
 * both are counted.
 */
public final class Clinical {

  private static final String FOLDER = "/region/clinical/";

  private final Map<String, Condition> conditions = new LinkedHashMap<>();
  private final Map<String, Procedure> procedures = new LinkedHashMap<>();
  private final Map<String, Drug> drugs = new LinkedHashMap<>();
  private final Map<String, Drug> medications = new LinkedHashMap<>();
  private final Map<String, LabItem> labItems = new LinkedHashMap<>();
  private final Set<String> vitals = new HashSet<>();
  private final List<Therapy> therapies = new ArrayList<>();
  private final List<AdmissionRule> admissions = new ArrayList<>();
  private final Map<String, Panel> panels = new LinkedHashMap<>();
  private final Map<String, ChargeItem> items = new LinkedHashMap<>();
  private final List<OperationRule> operations = new ArrayList<>();
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final Map<String, Long> events = new TreeMap<>();

  private final DiagnosisNames names = new DiagnosisNames();

  private Clinical() {
    CsvLine.resource(FOLDER + "conditions.csv").forEach(this::condition);
    CsvLine.resource(FOLDER + "procedures.csv").forEach(this::procedure);
    CsvLine.resource(FOLDER + "drugs.csv").forEach(this::drug);
    CsvLine.resource(FOLDER + "medications.csv").forEach(this::medication);
    CsvLine.resource(FOLDER + "therapies.csv").forEach(this::therapy);
    CsvLine.resource(FOLDER + "admissions.csv").forEach(this::admission);
    CsvLine.resource(FOLDER + "observations.csv").forEach(this::observation);
    CsvLine.resource(FOLDER + "panels.csv").forEach(this::panel);
    CsvLine.resource(FOLDER + "items.csv").forEach(this::item);
    CsvLine.resource(FOLDER + "operations.csv").forEach(this::operation);
  }

  /** The tables that the module ships. */
  public static Clinical bundled() {
    return new Clinical();
  }

  /** The condition of a SNOMED CT code, or null where it is left out. */
  Condition condition(String snomed) {
    return found("condition", snomed, conditions.get(snomed));
  }

  /** The same without counting, for problems that are looked up again and again. */
  Condition known(String snomed) {
    return conditions.get(snomed);
  }

  /** Counts something under a rule of the planner, such as {@code encounter virtual}. */
  void count(String kind, String outcome) {
    events.merge(kind + " " + outcome, 1L, Long::sum);
  }

  /** The procedure of a SNOMED CT code, or null where it is left out. */
  Procedure procedure(String snomed) {
    return found("procedure", snomed, procedures.get(snomed));
  }

  /** The medicine of an RxNorm code, or null where it is left out. */
  Drug medication(String rxnorm) {
    return found("medication", rxnorm, medications.get(rxnorm));
  }

  /** The laboratory item of Synthea's LOINC code, or null. */
  LabItem labItem(String loinc) {
    return labItems.get(loinc);
  }

  /** Counts an observation: carried over, or left out under its rule. */
  void countObservation(String loinc) {
    boolean known = labItems.containsKey(loinc) || vitals.contains(loinc);
    found("observation", loinc, known ? loinc : null);
  }

  /** The diseases that add admissions to the pool's. */
  List<AdmissionRule> admissions() {
    return admissions;
  }

  /** The medicines that a disease is often treated with. */
  List<Therapy> therapies(Condition condition, boolean inpatient) {
    return therapies.stream()
        .filter(t -> t.inpatient() == inpatient && condition.under(t.prefix()))
        .toList();
  }

  /** A panel by its code. */
  public Panel panel(String code) {
    return panels.get(code);
  }

  /** The condition of an ICD-10 code of the diagnosis list. */
  Condition named(String icd10, String department, int severity) {
    return new Condition(icd10, names.name(icd10), department, severity, false);
  }

  /** A medicine by its key. */
  Drug drug(String key) {
    return drugs.get(key);
  }

  /** An item of the price list by its key. */
  public ChargeItem item(String key) {
    return items.get(key);
  }

  /** The price list, panels included. */
  public List<ChargeItem> items() {
    return List.copyOf(items.values());
  }

  /** The operations that a principal diagnosis may lead to. */
  List<OperationRule> operations(Condition principal) {
    return operations.stream().filter(o -> principal.under(o.prefix())).toList();
  }

  /**
   * How many events were carried over or left out so far, by kind and rule, such as {@code
   * condition carried}.
   */
  public Map<String, Long> events() {
    return Map.copyOf(events);
  }

  private <T> T found(String kind, String code, T value) {
    String outcome = value != null ? "carried" : rules.getOrDefault(kind + code, "not-in-table");
    events.merge(kind + " " + outcome, 1L, Long::sum);
    return value;
  }

  private boolean leftOut(String kind, String code, Map<String, String> row) {
    if (!row.get("rule").isEmpty()) {
      rules.put(kind + code, row.get("rule"));
      return true;
    }
    return false;
  }

  private void condition(Map<String, String> row) {
    if (!leftOut("condition", row.get("snomed"), row)) {
      conditions.put(
          row.get("snomed"),
          new Condition(
              row.get("icd10"),
              row.get("name_zh"),
              row.get("department"),
              Integer.parseInt(row.get("severity")),
              row.get("chronic").equals("1")));
    }
  }

  private void procedure(Map<String, String> row) {
    if (!leftOut("procedure", row.get("snomed"), row)) {
      procedures.put(row.get("snomed"), toProcedure(row, row.get("kind")));
    }
  }

  private static Procedure toProcedure(Map<String, String> row, String kind) {
    return new Procedure(
        row.get("icd9cm3"),
        row.get("name_zh"),
        kind,
        row.get("grade").isEmpty() ? 0 : Integer.parseInt(row.get("grade")),
        row.get("mis").equals("1"),
        row.get("incision"));
  }

  private void drug(Map<String, String> row) {
    drugs.put(
        row.get("drug"),
        new Drug(
            row.get("drug"),
            row.get("atc"),
            row.get("name"),
            row.get("route"),
            row.get("frequency"),
            Integer.parseInt(row.get("days")),
            Double.parseDouble(row.get("units"))));
  }

  private void medication(Map<String, String> row) {
    if (!leftOut("medication", row.get("rxnorm"), row)) {
      medications.put(row.get("rxnorm"), drugs.get(row.get("drug")));
    }
  }

  private void therapy(Map<String, String> row) {
    therapies.add(
        new Therapy(
            row.get("icd10_prefix"),
            row.get("setting").equals("I"),
            drugs.get(row.get("drug")),
            Double.parseDouble(row.get("probability"))));
  }

  private void admission(Map<String, String> row) {
    String icd10 = row.get("icd10");
    Condition condition =
        new Condition(
            icd10,
            names.name(icd10),
            row.get("department"),
            Integer.parseInt(row.get("severity")),
            row.get("chronic").equals("1"));
    admissions.add(
        new AdmissionRule(
            condition,
            row.get("sex"),
            Integer.parseInt(row.get("age_from")),
            Integer.parseInt(row.get("age_to")),
            Double.parseDouble(row.get("per_1000_years")),
            Integer.parseInt(row.get("days"))));
  }

  private void observation(Map<String, String> row) {
    String loinc = row.get("loinc");
    if (leftOut("observation", loinc, row)) {
      return;
    }
    if (row.get("kind").equals("vital")) {
      vitals.add(loinc);
      return;
    }
    double factor = row.get("factor").isEmpty() ? 1 : Double.parseDouble(row.get("factor"));
    labItems.put(loinc, new LabItem(row.get("standard_loinc"), row.get("panel"), factor));
  }

  private void panel(Map<String, String> row) {
    Panel panel =
        new Panel(
            row.get("panel"),
            row.get("name_zh"),
            row.get("specimen"),
            row.get("specimen_zh"),
            fen(row.get("price")));
    panels.put(panel.code(), panel);
    items.put(
        panel.code(),
        new ChargeItem(panel.code(), panel.name(), ChargeItem.Category.LAB, "项", panel.price()));
  }

  private void item(Map<String, String> row) {
    ChargeItem item =
        new ChargeItem(
            row.get("item"),
            row.get("name_zh"),
            ChargeItem.Category.valueOf(row.get("category")),
            row.get("unit"),
            fen(row.get("price")));
    items.put(item.key(), item);
  }

  private void operation(Map<String, String> row) {
    operations.add(
        new OperationRule(
            row.get("icd10_prefix"),
            toProcedure(row, "surgery"),
            Double.parseDouble(row.get("probability")),
            Integer.parseInt(row.get("days")),
            row.get("elective").equals("1")));
  }

  private static Double number(String text) {
    return text.isEmpty() ? null : Double.valueOf(text);
  }

  private static long fen(String yuan) {
    return new BigDecimal(yuan).movePointRight(2).longValueExact();
  }
}
