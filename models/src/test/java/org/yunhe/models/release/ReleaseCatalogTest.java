package org.yunhe.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** What a release file may and may not say. */
class ReleaseCatalogTest {
  private static final String FILE = "releases/t2dm.yaml";
  private static final String TEXT = ModelResources.read(FILE);

  @Test
  void noTableOfResearchHasAColumnAboveLevel3OrOfTextOrLocalNumbers() {
    assertThat(ContractCatalog.load().tables())
        .filteredOn(table -> table.layer().equals("research"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            table ->
                assertThat(table.columns())
                    .allSatisfy(
                        column -> {
                          assertThat(column.level()).isLessThanOrEqualTo("L3");
                          assertThat(column.name())
                              .doesNotMatch(
                                  ".*(name|phone|address|id_number|display|text|patient|person_id"
                                      + "|encounter_id|org_code|source|birth_date|evidence).*");
                        }));
  }

  @Test
  void mistakesAreToldWithFileAndLine() {
    refuses("sex: {method: quasi_identifier}", "sex: {method: keep}", "cannot be released by this");
    refuses(
        "incident: {method: keep}",
        "incident: {of: name, method: keep}",
        "'name' cannot be released");
    refuses(
        "incident: {method: keep}", "happy: {of: incident, method: keep}", "those of the contract");
    refuses("k: 5", "k: 4", "at least 5");
    refuses("cohort: t2dm", "cohort: t9dm", "there is no cohort 't9dm'");
    refuses("sensitive_codes: sensitive-diagnosis", "sensitive_codes: none", "no value set 'none'");
    refuses("expires_on: 2027-12-31", "expires_on: never", "'never' is no date");
    refuses("research.t2dm_person", "mart.t2dm_person", "the layer research");
    refuses("exact: 0", "precise: 0", "'precise' is no level");
    refuses("shift_days: 180", "shift_day: 180", "'shift_day' is not known");
  }

  private static void refuses(String right, String wrong, String words) {
    assertThat(TEXT).contains(right);
    assertThatThrownBy(() -> ReleaseCatalog.parse(FILE, TEXT.replace(right, wrong)))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("releases/t2dm.yaml:");
  }
}
