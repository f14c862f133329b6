package org.yunhe.models.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The type 2 diabetes cohort on persons made by hand; expected dates are worked out by hand. */
class TypeTwoDiabetesTest {
  private static final String HBA1C = "4548-4";
  private static final String FASTING = "14771-0";
  private static final String CREATININE = "14682-9";
  private static final String ACR = "9318-7";

  private final CohortEvaluator cohort =
      new CohortEvaluator(CohortCatalog.load().find("t2dm").orElseThrow());
  private final List<ClinicalEvent> events = new ArrayList<>();
  private LocalDate firstContact = LocalDate.parse("2023-01-01");
  private LocalDate lastContact = LocalDate.parse("2025-12-31");
  private LocalDate death;

  @Test
  void indexIsTheFirstOfTwoDiagnosesNotTheConfirmingOne() {
    diagnosis("2024-03-01", "E11.900");
    diagnosis("2024-09-01", "E14.900");

    CohortMember member = member();
    assertThat(member.indexDate()).isEqualTo("2024-03-01");
    assertThat(member.entryPath()).isEqualTo("diagnosed-twice");
    assertThat(member.evidence())
        .containsExactly("condition/2024-03-01/E11.900", "condition/2024-09-01/E14.900");
    assertThat(member.priorObservationDays()).isEqualTo(425);
    assertThat(member.incident()).isTrue();
    assertThat(member.exitDate()).isEqualTo("2026-12-31");
    assertThat(member.exitReason()).isEqualTo("observation_end");
    assertThat(member.ageAtIndex()).isEqualTo(63);
  }

  @Test
  void twoDiagnosesOfOneDayAreOne() {
    diagnosis("2024-03-01", "E11.900");
    diagnosis("2024-03-01", "E11.200");

    assertThat(reason()).isEqualTo("not_entered");
  }

  @Test
  void aDiagnosisAndAnOralDrugQualifyInEitherOrder() {
    medication("2024-01-10", "A10BA02");
    diagnosis("2024-06-01", "E11.900");

    CohortMember member = member();
    assertThat(member.indexDate()).isEqualTo("2024-01-10");
    assertThat(member.entryPaths()).containsExactly("diagnosis-and-drug");
  }

  @Test
  void insulinIsNoOralDrugAndUnspecifiedDiabetesNeedsASecondDate() {
    diagnosis("2024-06-01", "E11.900");
    medication("2024-06-01", "A10AE04");
    assertThat(reason()).isEqualTo("not_entered");

    events.clear();
    diagnosis("2024-06-01", "E14.900");
    medication("2024-06-01", "A10BA02");
    assertThat(reason()).isEqualTo("not_entered");
  }

  @Test
  void confirmedLaboratoryValuesNeedADiagnosisWithinAYear() {
    laboratory("2024-01-01", HBA1C, 6.5, "%");
    laboratory("2024-02-01", FASTING, 7.0, "mmol/L");
    diagnosis("2024-12-31", "E11.900");
    assertThat(member().indexDate()).isEqualTo("2024-01-01");
    assertThat(member().entryPath()).isEqualTo("laboratory-and-diagnosis");

    events.remove(events.size() - 1);
    diagnosis("2025-01-01", "E11.900");
    assertThat(reason())
        .as("366 days after the first value (2024 is a leap year)")
        .isEqualTo("not_entered");
  }

  @Test
  void oneValueIsNotConfirmedNorIsOneBelowTheLimitOrInAnotherUnit() {
    diagnosis("2024-03-01", "E11.900");
    laboratory("2024-01-01", HBA1C, 6.5, "%");
    laboratory("2024-01-01", FASTING, 7.0, "mmol/L");
    laboratory("2024-02-01", HBA1C, 6.4, "%");
    laboratory("2024-02-02", FASTING, 6.99, "mmol/L");
    laboratory("2024-02-03", FASTING, 140, "mg/dL");

    assertThat(reason()).isEqualTo("not_entered");
  }

  @Test
  void aBoundSaysNothingAboutTheOtherSide() {
    diagnosis("2024-03-01", "E11.900");
    laboratory("2024-01-01", HBA1C, 14, "%", ">");
    laboratory("2024-02-01", HBA1C, 9, "%", "<");
    assertThat(reason()).isEqualTo("not_entered");

    laboratory("2024-02-02", HBA1C, 14, "%", ">");
    assertThat(member().indexDate()).isEqualTo("2024-01-01");
  }

  @Test
  void aDiagnosisBeforeTheLaboratoryIsTheIndex() {
    diagnosis("2023-06-01", "E11.900");
    laboratory("2024-01-01", HBA1C, 8, "%");
    laboratory("2024-02-01", HBA1C, 8, "%");

    assertThat(member().indexDate()).isEqualTo("2023-06-01");
    assertThat(member().incident()).as("observed for 151 days only").isFalse();
  }

  @Test
  void everyExclusionKeepsOut() {
    diagnosis("2024-03-01", "E11.900");
    diagnosis("2024-09-01", "E11.900");
    for (String code : List.of("E10.900", "E12.900", "E13.900", "O24.400")) {
      diagnosis("2025-05-01", code);
      assertThat(reason()).as(code).startsWith("exclusion:");
      events.remove(events.size() - 1);
    }
    assertThat(member().indexDate()).isEqualTo("2024-03-01");
  }

  @Test
  void icd9OfTheRealHospitalTellsTheTypesApart() {
    icd9("2024-03-01", "250.00");
    icd9("2024-09-01", "250.42");
    assertThat(member().indexDate()).isEqualTo("2024-03-01");

    icd9("2024-10-01", "250.01");
    assertThat(reason()).isEqualTo("exclusion:type-1-diabetes");
  }

  @Test
  void incidentNeedsTheWholeWashoutObserved() {
    diagnosis("2024-03-01", "E11.900");
    diagnosis("2024-09-01", "E11.900");
    firstContact = LocalDate.parse("2023-03-02");
    assertThat(member().incident()).as("365 days before (2024 is a leap year)").isTrue();

    firstContact = LocalDate.parse("2023-03-03");
    assertThat(member().incident()).as("364 days before").isFalse();
  }

  @Test
  void aQualifyingEventInTheWashoutIsNotIncident() {
    diagnosis("2024-12-01", "E11.900");
    diagnosis("2025-03-01", "E11.900");
    laboratory("2024-11-30", HBA1C, 9, "%");
    assertThat(member().indexDate()).isEqualTo("2024-12-01");
    assertThat(member().incident()).isFalse();

    events.remove(events.size() - 1);
    laboratory("2023-12-01", HBA1C, 9, "%");
    assertThat(member().incident()).as("366 days before").isTrue();
  }

  @Test
  void deathEndsMembershipAndADeathBeforeIndexIsAFault() {
    diagnosis("2024-03-01", "E11.900");
    diagnosis("2024-09-01", "E11.900");
    death = LocalDate.parse("2025-02-02");
    assertThat(member().exitDate()).isEqualTo("2025-02-02");
    assertThat(member().exitReason()).isEqualTo("death");

    death = LocalDate.parse("2024-02-29");
    assertThat(reason()).isEqualTo("index_after_death");
  }

  @Test
  void complicationsAreStagedFromIndexOn() {
    diagnosis("2023-05-01", "E11.900");
    diagnosis("2023-06-01", "E11.900");
    laboratory("2023-07-01", ACR, 30, "mg/g");
    laboratory("2023-09-01", ACR, 12, "mg/g");
    laboratory("2023-12-31", ACR, 310, "mg/g");
    laboratory("2024-08-01", ACR, 301, "mg/g");
    laboratory("2024-09-01", ACR, 400, "mg/g");
    // Woman of 63 and 64 years: 100 µmol/L gives about 55, 79 µmol/L about 72 mL/min/1.73 m².
    laboratory("2024-01-01", CREATININE, 79, "umol/L");
    laboratory("2024-02-01", CREATININE, 100, "umol/L");
    laboratory("2024-04-30", CREATININE, 100, "umol/L");
    laboratory("2024-05-01", CREATININE, 100, "umol/L");
    diagnosis("2025-03-01", "N18.500");
    diagnosis("2024-02-01", "E11.301");
    diagnosis("2024-03-01", "E11.400");
    diagnosis("2024-10-01", "L97.x00");

    assertThat(stages())
        .containsExactlyInAnyOrder(
            "nephropathy none 2023-05-01",
            "nephropathy microalbuminuria 2023-07-01",
            "nephropathy macroalbuminuria 2024-08-01",
            "nephropathy egfr-below-60 2024-02-01",
            "nephropathy end-stage 2025-03-01",
            "retinopathy none 2023-05-01",
            "retinopathy retinopathy 2024-02-01",
            "retinopathy proliferative 2024-02-01",
            "foot none 2023-05-01",
            "foot neuropathy 2024-03-01",
            "foot ulcer 2024-10-01");
  }

  @Test
  void valuesNearAcuteKidneyInjuryDoNotCountAndSixMonthsAreTooLong() {
    diagnosis("2023-05-01", "E11.900");
    diagnosis("2023-06-01", "E11.900");
    laboratory("2024-02-01", CREATININE, 100, "umol/L");
    laboratory("2024-06-01", CREATININE, 100, "umol/L");
    diagnosis("2024-03-01", "N17.900");
    laboratory("2024-01-01", ACR, 100, "mg/g");
    laboratory("2024-07-03", ACR, 100, "mg/g");

    assertThat(stages())
        .filteredOn(stage -> stage.startsWith("nephropathy"))
        .containsExactly("nephropathy none 2023-05-01");
  }

  @Test
  void twoOfThreeTestsInARowAreNeeded() {
    diagnosis("2023-05-01", "E11.900");
    diagnosis("2023-06-01", "E11.900");
    laboratory("2024-01-01", ACR, 100, "mg/g");
    laboratory("2024-02-01", ACR, 10, "mg/g");
    laboratory("2024-03-01", ACR, 10, "mg/g");
    laboratory("2024-04-01", ACR, 100, "mg/g");

    assertThat(stages())
        .filteredOn(stage -> stage.startsWith("nephropathy"))
        .containsExactly("nephropathy none 2023-05-01");
  }

  @Test
  void aComplicationBeforeIndexIsPrevalent() {
    diagnosis("2023-02-01", "H36.000");
    diagnosis("2023-05-01", "E11.900");
    diagnosis("2023-06-01", "E11.900");
    diagnosis("2024-02-01", "H36.000");

    assertThat(member().outcomes())
        .filteredOn(outcome -> outcome.outcome().equals("retinopathy"))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.date()).isEqualTo("2024-02-01");
              assertThat(outcome.prevalent()).isTrue();
            });
  }

  private List<String> stages() {
    return member().outcomes().stream()
        .map(o -> o.outcome() + " " + o.stage() + " " + o.date())
        .toList();
  }

  private CohortMember member() {
    Evaluation evaluation = cohort.evaluate(person());
    assertThat(evaluation.reason()).isNull();
    return evaluation.member();
  }

  private String reason() {
    return cohort.evaluate(person()).reason();
  }

  private PersonHistory person() {
    return new PersonHistory(
        "P1", "2", LocalDate.parse("1960-06-15"), death, firstContact, lastContact, events);
  }

  private void diagnosis(String date, String code) {
    add(Domain.CONDITION, date, code, "ICD-10-CN", null, null, null);
  }

  private void icd9(String date, String code) {
    add(Domain.CONDITION, date, code, "ICD-9-CM", null, null, null);
  }

  private void medication(String date, String code) {
    add(Domain.MEDICATION, date, code, "ATC", null, null, null);
  }

  private void laboratory(String date, String code, double value, String unit) {
    laboratory(date, code, value, unit, null);
  }

  private void laboratory(String date, String code, double value, String unit, String comparator) {
    add(Domain.OBSERVATION, date, code, "LOINC", value, unit, comparator);
  }

  private void add(
      Domain domain,
      String date,
      String code,
      String system,
      Double value,
      String unit,
      String comparator) {
    events.add(
        new ClinicalEvent(
            domain.name().toLowerCase(java.util.Locale.ROOT) + "/" + date + "/" + code,
            domain,
            LocalDate.parse(date),
            code,
            system,
            null,
            value,
            unit,
            comparator,
            "OP"));
  }
}
