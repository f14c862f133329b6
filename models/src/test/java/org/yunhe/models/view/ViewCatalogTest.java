package org.yunhe.models.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.yunhe.models.error.YunheException;

/** Reads ViewDefinitions; what is wrong is told with file, line and cure. */
class ViewCatalogTest {
  private static final String FILE = "views/Patient.json";
  private static final String VIEW =
      """
      {
        "resourceType": "ViewDefinition",
        "resource": "Patient",
        "name": "patient_row",
        "status": "active",
        "select": [
          {"column": [
            {"name": "id", "path": "id"},
            {"name": "sex", "path": "gender"}]},
          {"forEachOrNull": "name.where(use = 'official')", "column": [
            {"name": "family", "path": "family"},
            {"name": "given", "path": "given", "collection": true}]}
        ]
      }
      """;

  @Test
  void readsColumnsInTheirOrderWhateverTheCanonicalAddress() {
    ViewDefinition view =
        ViewCatalog.parse(
            FILE,
            VIEW.replace(
                "\"ViewDefinition\"",
                "\"https://sql-on-fhir.org/ig/StructureDefinition/ViewDefinition\""));

    assertThat(view.names()).containsExactly("id", "sex", "family", "given");
    assertThat(view.repeats()).isTrue();
    assertThat(view.columns()).extracting(ViewColumn::collection).endsWith(false, true);
  }

  @Test
  void tellsEachFaultAtItsLine() {
    fault("\"resource\": \"Patient\"", "\"resource\": \"Pateint\"", 3, "no resource of FHIR R4");
    fault("\"resource\": \"Patient\"", "\"resource\": \"Encounter\"", 3, "name the file");
    fault("\"path\": \"gender\"", "\"path\": \"sex\"", 9, "'sex' is no element of Patient");
    fault("\"path\": \"gender\"", "\"path\": \"gender.where(\"", 9, "( has no counterpart");
    fault("\"path\": \"gender\"", "\"path\": \"implicitRules\"", 9, "do not read it in a view");
    fault("\"name\": \"sex\"", "\"name\": \"id\"", 9, "is given at views/Patient.json:8");
    fault("\"name\": \"sex\"", "\"name\": \"_sex\"", 9, "begin with a letter");
    fault("\"collection\": true", "\"colection\": true", 12, "'colection' is not known");
    fault("(use = 'official')", "(use = 'official)", 10, "' has no counterpart");
  }

  private static void fault(String right, String wrong, int line, String told) {
    assertThatThrownBy(() -> ViewCatalog.parse(FILE, VIEW.replace(right, wrong)))
        .as(wrong)
        .isInstanceOfSatisfying(
            YunheException.class,
            e -> assertThat(e.line()).contains(FILE + ":" + line, told, " — "));
  }
}
