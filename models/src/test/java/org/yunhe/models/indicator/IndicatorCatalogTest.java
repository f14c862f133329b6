package org.yunhe.models.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;

/** What an indicator's files must say, and that a fault is named with file and line. */
class IndicatorCatalogTest {
  private static final String FILE = "indicators/test/TST01.yaml";
  private static final String YAML =
      """
      indicator: TST01
      version: 1.0.0
      name: {zh: 试验, en: Trial}
      definition: {zh: 试验, en: A trial}
      numerator: {zh: 分子, en: Part}
      denominator: {zh: 分母, en: Whole}
      exclusions: []
      direction: raise
      unit: {zh: '%', en: '%'}
      factor: 100
      decimals: 1
      small_sample: 10
      records: core.encounter
      institutions: [hospital]
      parameters: {days: 30}
      source: {text: a trial, evidence: D}
      """;
  private static final String SQL =
      """
      -- Not read: core.nothing
      SELECT encounter_id AS record_id, org_code, dept_code, discharge_date AS event_date,
        1 AS numerator, ${days} AS denominator
      FROM core.encounter JOIN mart.patient_360 ON true
      """;

  @Test
  void theIndicatorsOfTheProjectAreValidAndReadTablesWithContracts() {
    assertThat(IndicatorCatalog.load().check(ContractCatalog.load()).indicators())
        .extracting(Indicator::code)
        .contains(
            "NPE01", "NPE02a", "NPE02b", "NPE04", "OPS01", "QLT01", "QLT02", "QLT06", "REF01",
            "REF03");
  }

  @Test
  void parametersAreFilledInAndTablesFound() {
    Indicator indicator = IndicatorCatalog.parse(FILE, YAML, SQL);

    assertThat(indicator.sql()).contains("30 AS denominator");
    assertThat(indicator.tables()).containsExactly("core.encounter", "mart.patient_360");
    assertThat(indicator.isCount()).isFalse();
    assertThat(indicator.name().in("zh")).isEqualTo("试验");
  }

  @Test
  void theFingerprintChangesWithEitherFile() {
    String before = IndicatorCatalog.parse(FILE, YAML, SQL).fingerprint();

    assertThat(IndicatorCatalog.parse(FILE, YAML, SQL + "-- more").fingerprint())
        .isNotEqualTo(before);
    assertThat(IndicatorCatalog.parse(FILE, YAML.replace("30", "31"), SQL).fingerprint())
        .isNotEqualTo(before)
        .hasSize(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          indicator: TST01           | indicator: TST02           | TST01.yaml:1 at indicator
          direction: raise           | direction: up              | TST01.yaml:8 at direction
          version: 1.0.0             | version: one               | TST01.yaml:2 at version
          factor: 100                | factor: 0                  | TST01.yaml:10 at factor
          decimals: 1                | decimals: 9                | TST01.yaml:11 at decimals
          small_sample: 10           | smal_sample: 10            | TST01.yaml:12 at smal_sample
          evidence: D                | evidence: X                | TST01.yaml:16 at source.evidence
          {days: 30}                 | {weeks: 4}                 | TST01.sql:3: ${days} is not one
          {days: 30}                 | {days: 30, weeks: 4}       | TST01.sql:1: the parameters [weeks]
          {days: 30}                 | {days: 1 OR true}          | TST01.yaml:15 at parameters.days
          {zh: 试验, en: Trial}        | {zh: 试验}                   | TST01.yaml:3 at name: 'en'
          denominator: {zh           | x_denominator: {zh         | TST01.yaml:6 at x_denominator
          records: core.encounter    | records: raw.change        | TST01.yaml:13 at records
          """)
  void aFaultIsNamedWithFileAndLine(String right, String wrong, String complaint) {
    assertThatThrownBy(() -> IndicatorCatalog.parse(FILE, YAML.replace(right, wrong), SQL))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aQueryMustGiveTheColumnsOfTheContract() {
    assertThatThrownBy(
            () -> IndicatorCatalog.parse(FILE, YAML, SQL.replace("record_id", "encounter")))
        .hasMessageContaining("TST01.sql:1: the query gives no column record_id");
    assertThatThrownBy(
            () -> IndicatorCatalog.parse(FILE, YAML.replaceAll("(?m)^denominator.*\n", ""), SQL))
        .hasMessageContaining("a denominator that the YAML file does not describe");
  }
}
