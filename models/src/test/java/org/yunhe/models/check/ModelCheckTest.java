package org.yunhe.models.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.resource.ModelOverlay;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;

/** The shipped model files are right; broken ones are told with file, line and cure. */
class ModelCheckTest {
  private static final String PATIENT = "tables/core/patient.odcs.yaml";
  private static final String CITY_PATIENT = "mappings/his_city/patient.sql";

  @TempDir Path folder;

  @Test
  void everyShippedFileIsRight() {
    ModelCheck.Report report = ModelCheck.run(null);

    assertThat(report.faults()).extracting(YunheException::line).isEmpty();
    assertThat(report.counts())
        .containsEntry("contracts", ModelResources.list("tables", ".odcs.yaml").size())
        .containsEntry("mappings", ModelResources.list("mappings", ".sql").size())
        .containsEntry("indicators", ModelResources.list("indicators", ".sql").size());
  }

  @Test
  void tellsEveryFaultOfAContractAtItsLine() {
    edit(
        PATIENT,
        text ->
            text.replaceFirst("        classification: L3\n", "")
                .replaceFirst("physicalType: date\n", "physicalType: day\n")
                .replace("to: core.organization.org_code", "to: core.hospital.org_code"));

    assertThat(faults())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "YU-003: " + PATIENT + ":" + (lineOf(PATIENT, "- name: patient_id")))
                    .contains("the classification is missing — add 'classification: L1' to L5"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-003: " + PATIENT + ":" + lineOf(PATIENT, "physicalType: day"))
                    .contains("type 'day' is not known — use string, int"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-003: " + PATIENT + ":" + lineOf(PATIENT, "- name: org_code"))
                    .contains("refers to core.hospital.org_code, which no contract declares")
                    .contains("— correct the relationship or add the table"));
  }

  @Test
  void refusesAnUnknownUnit() {
    String file = "tables/core/observation.odcs.yaml";
    edit(
        file,
        text ->
            text.replaceFirst(
                "        customProperties:\n          - property: codeSystem\n            value: \"?UCUM\"?",
                "        customProperties:\n          - property: unit\n            value: \"mmol per litre\""));

    assertThat(faults())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-003: " + file + ":" + lineOf(file, "mmol per litre"))
                    .contains("mmol per litre")
                    .contains(" — "));
  }

  @Test
  void refusesARuleThatDoesNotParseOrNamesNoColumn() {
    String file = "tables/core/encounter.odcs.yaml";
    edit(
        file,
        text ->
            text.replace("\"ended_at >= started_at\"", "\"ended_at >= >= started_at\"")
                .replace("greatest(started_at, ended_at)", "greatest(begun_at, ended_at)"));

    assertThat(faults())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "YU-003: " + file + ":" + lineOf(file, "id: encounter-end-after-start"))
                    .contains("is not SQL")
                    .contains("— correct the expression"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "YU-003: " + file + ":" + lineOf(file, "id: encounter-not-in-future"))
                    .contains("has no column 'begun_at' — use one of the table's columns"));
  }

  @Test
  void refusesWhatBreaksReaders() {
    edit(
        PATIENT,
        text ->
            text.replace("- name: phone\n", "- name: mobile\n")
                .replaceFirst("physicalType: date\n", "physicalType: string\n"));

    assertThat(faults())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-006: " + PATIENT + ":" + lineOf(PATIENT, "version:"))
                    .contains("the column 'phone' is gone")
                    .contains("write 'formerName: phone' with the new one")
                    .contains("raise 'version' to 2.0.0")
                    .contains("'migration: in-place'"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-006: " + PATIENT + ":" + lineOf(PATIENT, "- name: birth_date"))
                    .contains("changes from date to string")
                    .contains("'migration: rebuild'"));
  }

  @Test
  void letsAMajorVersionBreakReadersByItsMigration() {
    edit(
        PATIENT,
        text ->
            text.replace("version: 1.0.0", "version: 2.0.0")
                .replaceFirst("physicalType: date\n", "physicalType: string\n")
                .replaceFirst(
                    "(?m)^      - property: grainZh$",
                    "      - property: migration\n        value: rebuild\n      - property: grainZh"));

    assertThat(faults()).noneMatch(line -> line.startsWith("YU-006"));
  }

  @Test
  void letsAColumnBeRenamedAndWidened() {
    String file = "tables/mart/patient_360.odcs.yaml";
    edit(
        file,
        text ->
            text.replace(
                    "- name: last_contact_at\n",
                    "- name: newest_contact_at\n        customProperties:\n"
                        + "          - {property: formerName, value: last_contact_at}\n")
                .replaceFirst("decimal\\(18, ?2\\)", "decimal(20,2)"));

    List<String> faults = faults();
    assertThat(faults).noneMatch(line -> line.startsWith("YU-006"));
    assertThat(faults)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("marts/patient_360.sql:1: the query gives no 'newest_contact_at'"));
  }

  @Test
  void holdsMappingsAgainstSourcesContractsAndCodes() {
    edit(
        CITY_PATIENT,
        text ->
            text.replaceFirst("(?m)^  (\\w+) AS name,?$", "  no_such_column AS name,")
                .replaceFirst("code\\('sex'", "code('gender'"));
    edit(
        "mappings/his_city/procedure.sql",
        text -> text.replaceFirst("FROM (\\w+)", "FROM not_there"));
    edit(
        "mappings/his_county/charge.sql",
        text -> text.replaceFirst("(?m)^  [^\\n]* AS charged_at", "  1 = 1 AS charged_at"));

    assertThat(faults())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-003: " + CITY_PATIENT + ":" + lineOf(CITY_PATIENT, "no_such_"))
                    .contains("there is no column 'no_such_column' — "))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(CITY_PATIENT)
                    .contains("there is no code list 'gender' for his_city"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("mappings/his_city/procedure.sql:1: it reads not_there")
                    .contains("sources/his_city.yaml does not declare"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("mappings/his_county/charge.sql:")
                    .contains("'charged_at' is a truth value, not a timestamp"));
  }

  @Test
  void holdsQueriesOfMartsViewsAndIndicatorsAgainstTheContracts() {
    edit("marts/patient_timeline.sql", text -> text.replace("event_end_at", "event_stop_at"));
    edit(
        "tables/mart/referral_current.sql",
        text ->
            text.replace("f.org_name AS", "f.org_nam AS")
                .replace("core.organization t", "core.hospital t"));
    edit(
        "indicators/npe/NPE01.sql", text -> text.replace("encounter_class = 'OP'", "class = 'OP'"));

    assertThat(faults())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "marts/patient_timeline.sql:3: there is no column 'event_stop_at' — perhaps 'event_end_at' is meant"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("tables/mart/referral_current.sql:")
                    .contains("there is no column 'f.org_nam' — perhaps 'org_name' is meant"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("tables/mart/referral_current.sql:")
                    .contains("there is no table core.hospital"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("indicators/npe/NPE01.sql:6: there is no column 'class'"));
  }

  @Test
  void tellsFaultsOfDifferentFilesInOneRun() {
    edit("codes/sex/default.csv", text -> text + "1,male,1,男\nonly,three,values\n");
    edit(
        "sources/phs.yaml", text -> text.replace("timezone: Asia/Shanghai", "timezone: Asia/Hang"));
    edit("cohorts/t2dm.yaml", text -> text + "nonsense: true\n");
    edit("referral/timers.yaml", text -> text.replaceFirst("after: \\w+", "after: soon"));
    edit("access/policies.yaml", text -> text.replaceFirst("(?m)^roles:", "rolls:"));

    assertThat(faults())
        .anySatisfy(line -> assertThat(line).contains("codes/sex/default.csv:6: code '1' stands"))
        .anySatisfy(
            line -> assertThat(line).contains("codes/sex/default.csv:7: 3 values for 4 columns"))
        .anySatisfy(line -> assertThat(line).contains("sources/phs.yaml:").contains("Asia/Hang"))
        .anySatisfy(line -> assertThat(line).contains("cohorts/t2dm.yaml:").contains("nonsense"))
        .anySatisfy(line -> assertThat(line).contains("referral/timers.yaml:").contains("soon"))
        .anySatisfy(line -> assertThat(line).contains("access/policies.yaml:"));
  }

  @Test
  void tellsEveryFaultOfACohortAReleaseTheTimersAndThePolicies() {
    edit(
        "cohorts/t2dm.yaml",
        text ->
            text.replaceFirst("index_rule: EARLIEST", "index_rule: LATEST")
                    .replaceFirst("(?m)^version: .*$", "")
                    .replaceFirst("domain: condition", "domain: conditions")
                    .replaceFirst("min_count: 2", "min_count: two")
                + "nonsense: true\n");
    edit(
        "releases/t2dm.yaml",
        text ->
            text.replaceFirst("(?m)^k: .*$", "k: 1")
                .replaceFirst("(?m)^approved_on: .*$", "approved_on: lately"));
    edit(
        "referral/timers.yaml",
        text ->
            text.replaceFirst("state: \\w+", "state: LOST")
                .replaceAll("after: PT2H", "after: soon"));
    edit(
        "access/policies.yaml",
        text ->
            text.replaceFirst("L3: masked", "L3: mask")
                .replaceFirst("role: auditor", "role: auditors"));

    List<String> told = faults();
    assertThat(told).filteredOn(line -> line.contains("cohorts/t2dm.yaml")).hasSize(5);
    assertThat(told)
        .anySatisfy(line -> assertThat(line).contains("'LATEST' is not known"))
        .anySatisfy(line -> assertThat(line).contains("t2dm.yaml").contains("'version' is missing"))
        .anySatisfy(line -> assertThat(line).contains("'conditions' is not known"))
        .anySatisfy(line -> assertThat(line).contains("'two' is not a whole number"))
        .anySatisfy(line -> assertThat(line).contains("'nonsense' is not known"))
        .anySatisfy(line -> assertThat(line).contains("releases/").contains("at least 5"))
        .anySatisfy(line -> assertThat(line).contains("releases/").contains("'lately' is no date"))
        .anySatisfy(line -> assertThat(line).contains("timers.yaml").contains("'LOST' is no state"))
        .anySatisfy(line -> assertThat(line).contains("timers.yaml").contains("'soon'"))
        .anySatisfy(line -> assertThat(line).contains("policies.yaml").contains("'mask' is not"))
        .anySatisfy(line -> assertThat(line).contains("policies.yaml").contains("'auditors' is"));
  }

  /** docs/examples/add-a-table, laid over the others as docs/add-a-table.md says. */
  @Test
  void theExampleOfANewTableIsRightAndItsMappingFillsIt() throws IOException {
    Path example = Path.of(System.getProperty("yunhe.root"), "docs/examples/add-a-table");
    for (String file :
        List.of("tables/core/critical_value.odcs.yaml", "mappings/lis_city/critical_value.sql")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(example.resolve(file), folder.resolve(file));
    }
    edit(
        "sources/lis_city.yaml",
        text -> text.replaceFirst("\n    unmapped: \"core has no critical-value table[^\n]*", ""));

    assertThat(faults()).isEmpty();
    MappedRow row =
        ModelOverlay.over(
            folder,
            () -> {
              ContractCatalog contracts = ContractCatalog.load();
              return RowMapper.load(
                      List.of(SourceCatalog.load().find("lis_city").orElseThrow()),
                      MappingCatalog.load(),
                      contracts,
                      CodeCatalog.load())
                  .map(
                      new SourceRow(
                          "lis_city",
                          "lis_critical",
                          "{\"crit_id\":\"1\"}",
                          "1",
                          null,
                          null,
                          Map.of(
                              "crit_id", "1", "pat_no", "7", "find_time", "2026-03-01 08:05:00")))
                  .get(0);
            });
    assertThat(row.entersCore()).isTrue();
    assertThat(row.values())
        .containsEntry("critical_value_id", "lis_city:1")
        .containsEntry("found_at", Instant.parse("2026-03-01T00:05:00Z"));
  }

  private List<String> faults() {
    return ModelOverlay.over(
        folder, () -> ModelCheck.run(null).faults().stream().map(YunheException::line).toList());
  }

  private void edit(String file, UnaryOperator<String> change) {
    String before = ModelResources.read(file);
    String after = change.apply(before);
    assertThat(after).as("the edit of " + file).isNotEqualTo(before);
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), after);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int lineOf(String file, String text) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(file));
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains(text)) {
          return i + 1;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError(file + " has no line with " + text);
  }
}
