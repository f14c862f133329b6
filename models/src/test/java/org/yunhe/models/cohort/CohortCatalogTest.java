package org.yunhe.models.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** The cohort files are valid, and a wrong one is refused with its file and line. */
class CohortCatalogTest {
  private static final String FILE = "cohorts/t2dm.yaml";
  private static final String TEXT = ModelResources.read(FILE);

  @Test
  void everyCohortIsReadAndSaysWhatItIsWorth() {
    assertThat(CohortCatalog.load().cohorts())
        .extracting(CohortDefinition::cohort)
        .contains("hypertension", "t2dm");
    assertThat(CohortCatalog.load().cohorts())
        .allSatisfy(
            cohort -> {
              assertThat(cohort.validation().method()).isNotBlank();
              assertThat(cohort.sources()).allMatch(source -> source.matches(".*\\[[VMDS].*"));
            });
  }

  @Test
  void mistakesAreToldWithFileAndLine() {
    refuses("washout_days: 365", "washout_day: 365", "'washout_day' is not known");
    refuses("codes: [oral-antidiabetic]", "codes: [oral]", "there is no code list 'oral'");
    refuses("index_rule: EARLIEST", "index_rule: LATEST", "'LATEST' is not known");
    refuses("min_count: 2", "min_count: two", "'two' is not a whole number");
    refuses("at_least: 7.0", "at_least: seven", "'seven' is no number");
    refuses("at_least: 7.0, unit", "unit", "no bound is given");
    refuses("domain: medication", "domain: drug", "'drug' is not known");
    refuses("collapse_gap_days: 0", "collapse_gap_days: 30", "nothing to collapse");
    refuses("cohort: t2dm", "cohort: t2dm2", "declares 't2dm2'");
    refuses("stage: microalbuminuria", "stage: none", "'none' is the name of");
    refuses("    all:\n      - events", "    any:\n      - events", "'any' is not known");
  }

  @Test
  void theFingerprintChangesWithTheDefinition() {
    assertThat(CohortCatalog.parse(FILE, TEXT).fingerprint())
        .isEqualTo(CohortCatalog.load().find("t2dm").orElseThrow().fingerprint())
        .isNotEqualTo(
            CohortCatalog.parse(FILE, TEXT.replace("washout_days: 365", "washout_days: 366"))
                .fingerprint());
  }

  private static void refuses(String right, String wrong, String words) {
    assertThat(TEXT).contains(right);
    String text = TEXT.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    int line = TEXT.substring(0, TEXT.indexOf(right)).split("\n", -1).length;
    assertThatThrownBy(() -> CohortCatalog.parse(FILE, text))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(words)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .as("names the line, or the one after the start of its block")
                    .matches("(?s).*cohorts/t2dm.yaml:(" + line + "|" + (line + 1) + ")\\b.*"));
  }
}
