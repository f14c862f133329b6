package org.yunhe.models.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.expression.Casts;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.yaml.YamlNode;

/** Every rule of the contracts, on rows whose verdict is known from the standard or by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleSuiteTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String PATIENT = "tables/core/patient.odcs.yaml";

  private final ContractCatalog contracts = ContractCatalog.load();
  private final CodeCatalog codes = CodeCatalog.load();
  private final RuleCatalog catalog = RuleCatalog.load(contracts, codes);
  private final Map<String, YamlNode> cases =
      YamlNode.parse(
              "rules/cases.yaml", ModelResources.read("rules/cases.yaml"), ErrorCode.BAD_MODEL)
          .fields();

  @TestFactory
  Stream<DynamicTest> everyRuleGivesTheVerdictKnown() {
    return cases.entrySet().stream()
        .flatMap(
            rule ->
                rule.getValue().fields().entrySet().stream()
                    .flatMap(
                        verdict -> tests(rule.getKey(), verdict.getKey(), verdict.getValue())));
  }

  private Stream<DynamicTest> tests(String rule, String verdict, YamlNode rows) {
    List<DynamicTest> tests = new ArrayList<>();
    for (YamlNode row : rows.items()) {
      tests.add(
          dynamicTest(
              rule + " " + verdict + " " + row.value(),
              () ->
                  assertThat(verdict(catalog, rule, row))
                      .isEqualTo(Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)))));
    }
    return tests.stream();
  }

  @Test
  void everyConditionOfAContractHasCases() {
    List<String> conditions =
        catalog.rules().stream()
            .filter(rule -> !rule.isReference() && rule.file().contains(".odcs.yaml"))
            .map(QualityRule::id)
            .toList();
    assertThat(conditions).hasSizeGreaterThanOrEqualTo(12);
    assertThat(cases.keySet()).containsAll(conditions);
    for (String rule : conditions) {
      assertThat(cases.get(rule).fields()).as(rule).containsKeys("passed", "violated");
    }
  }

  @Test
  void noRuleStumblesOverAnEmptyRow() {
    for (QualityRule rule : catalog.rules()) {
      if (!rule.isReference()) {
        assertThat(catalog.evaluate(List.of(rule), "his_city", column -> null, NOW))
            .as(rule.id())
            .hasSize(1)
            .allMatch(judged -> judged.reason() == null || !judged.reason().contains("("));
      }
    }
  }

  @Test
  void aCatalogThatTravelledJudgesTheSame() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(catalog);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RuleCatalog travelled = (RuleCatalog) in.readObject();
      assertThat(travelled.rules()).isEqualTo(catalog.rules());
      cases.forEach(
          (rule, verdicts) ->
              assertThat(verdict(travelled, rule, verdicts.get("violated").items().get(0)))
                  .as(rule)
                  .isEqualTo(Verdict.VIOLATED));
    }
  }

  @Test
  void aReferencePassesWhereWhatItNamesIsFound() {
    QualityRule rule = catalog.rule("encounter-patient-exists");

    assertThat(rule.reference()).isEqualTo("core.patient.patient_id");
    assertThat(RuleCatalog.reference(rule, "his_city:1", true).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(RuleCatalog.reference(rule, "his_city:1", false).reason())
        .isEqualTo("known patient: patient_id = his_city:1");
    assertThat(RuleCatalog.reference(rule, null, false).verdict())
        .isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void aViolationNamesTheValueAtFault() {
    Judgement judged =
        catalog
            .evaluate(
                List.of(catalog.rule("patient-id-checksum")),
                "his_city",
                Map.<String, Object>of("id_type", "01", "id_number", "123")::get,
                NOW)
            .get(0);

    assertThat(judged.value()).isEqualTo("123");
    assertThat(judged.reason()).isEqualTo("resident ID number: id_number = 123, id_type = 01");
    assertThat(judged.rule().reasonCode()).isEqualTo("YQ-RULE-patient-id-checksum");
  }

  @Test
  void refusesARuleThatIsWrongAndNamesIt() {
    refused(
        "resident_id_valid(nullif(id_number, ''))", "resident_id_valid(shoe_size)", "shoe_size");
    refused("resident_id_valid(nullif(id_number, ''))", "no_such_function(id_number)", "no_such");
    refused("WHEN id_type = '01' THEN", "WHEN id_type = THEN", "patient-id-checksum");
    refused("severity: warn", "severity: bad", "'bad' is not allowed");
    refused("references: org_code", "references: name", "has no relationship");
  }

  @Test
  void aRuleMayStandInAFileOfItsOwnBesideTheContract() {
    // tables/core/encounter.rules/encounter-number-present.yaml of the test resources
    QualityRule rule = catalog.rule("encounter-number-present");

    assertThat(rule.table()).isEqualTo("core.encounter");
    assertThat(rule.file()).startsWith("tables/core/encounter.rules/");
    assertThat(
            catalog.evaluate(
                List.of(rule),
                "his_city",
                Map.<String, Object>of("local_encounter_no", "")::get,
                NOW))
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.VIOLATED);
  }

  private void refused(String text, String wrong, String complaint) {
    String contract = ModelResources.read(PATIENT);
    assertThat(contract).contains(text);
    String spoiled = contract.replace(text, wrong);
    assertThatThrownBy(
            () -> {
              TableContract patient = ContractCatalog.parse(PATIENT, spoiled);
              List<TableContract> tables = new ArrayList<>(contracts.tables());
              tables.removeIf(table -> table.fullName().equals("core.patient"));
              tables.add(patient);
              RuleCatalog.of(ContractCatalog.of(tables), codes, SourceCatalog.load().sources());
            })
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(PATIENT + ":")
        .hasMessageContaining(complaint);
  }

  private Verdict verdict(RuleCatalog rules, String id, YamlNode row) {
    QualityRule rule = rules.rule(id);
    TableContract table = contracts.table(rule.table());
    Map<String, Object> values = new HashMap<>();
    row.fields()
        .forEach(
            (column, value) ->
                values.put(
                    column,
                    Casts.tryCast(value.text(), table.column(column).orElseThrow().type())));
    assertThat(values).doesNotContainValue(null);
    return rules
        .evaluate(
            List.of(rule), (String) values.getOrDefault("source", "his_city"), values::get, NOW)
        .get(0)
        .verdict();
  }
}
