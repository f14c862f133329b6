package org.yunhe.models.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Reads source definitions and mapping places. */
class SourceCatalogTest {
  private static final String TEXT =
      """
      source: his_a
      product: his_vendor
      name: {zh: 甲医院, en: Hospital A}
      owner: 990121H001
      system: HIS
      protocol: debezium-postgresql
      cadence: live
      timezone: Asia/Shanghai
      org_code: 990121H001
      schema: his
      tables:
        brxx:
          description: {zh: 病人, en: patients}
          key: [brid]
          columns: [brid, xm]
      """;

  @Test
  void readsSource() {
    SourceDefinition source = SourceCatalog.parse("sources/his_a.yaml", TEXT);

    assertThat(source.product()).isEqualTo("his_vendor");
    assertThat(source.orgColumn()).isNull();
    assertThat(source.tables().get("brxx").columns()).containsExactly("brid", "xm");
  }

  @Test
  void knowsTheLogThatTheProtocolLandsIn() {
    assertThat(log("debezium-mariadb")).isEqualTo("raw.change");
    assertThat(log("fhir")).isEqualTo("raw.fhir");
    assertThat(log("dicomweb")).isEqualTo("raw.dicom");
  }

  private static String log(String protocol) {
    String tables =
        switch (protocol) {
          case "fhir" ->
              "tables: {Basic: {description: {zh: 其他, en: others}, unmapped: core has none}}";
          case "dicomweb" ->
              "tables: {study: {description: {zh: 检查, en: studies}, columns: [StudyInstanceUID]}}";
          default -> TEXT.substring(TEXT.indexOf("tables:"));
        };
    return SourceCatalog.parse(
            "sources/his_a.yaml",
            TEXT.substring(0, TEXT.indexOf("tables:")).replace("debezium-postgresql", protocol)
                + tables)
        .log();
  }

  @Test
  void namesTheLineOfATableThatItsProtocolCannotHave() {
    String head = TEXT.substring(0, TEXT.indexOf("tables:"));

    assertThatThrownBy(
            () -> SourceCatalog.parse("sources/his_a.yaml", head.replace("debezium", "odbc")))
        .hasMessageContaining("sources/his_a.yaml:6")
        .hasMessageContaining("is no protocol");
    assertThatThrownBy(
            () ->
                SourceCatalog.parse(
                    "sources/his_a.yaml",
                    head.replace("debezium-postgresql", "fhir")
                        + "tables:\n  Basic:\n    description: {zh: 其他, en: others}\n"))
        .hasMessageContaining("sources/his_a.yaml:13")
        .hasMessageContaining("there is no view of Basic");
    assertThatThrownBy(
            () ->
                SourceCatalog.parse(
                    "sources/his_a.yaml",
                    head.replace("debezium-postgresql", "dicomweb")
                        + "tables:\n  study:\n    description: {zh: 检查, en: studies}\n"
                        + "    columns: [StudyInstanceUID, StudyUid]\n"))
        .hasMessageContaining("sources/his_a.yaml:14")
        .hasMessageContaining("'StudyUid' is no keyword");
  }

  @Test
  void namesFileAndLineOfAMistake() {
    assertThatThrownBy(
            () ->
                SourceCatalog.parse(
                    "sources/his_a.yaml", TEXT.replace("key: [brid]", "key: [other]")))
        .hasMessageContaining("sources/his_a.yaml:13")
        .hasMessageContaining("not among the columns");
  }

  @Test
  void readsMappingPlace() {
    Mapping mapping = MappingCatalog.parse("mappings/his_vendor/encounter.inpatient.sql", "select");

    assertThat(mapping.target()).isEqualTo("core.encounter");
    assertThat(mapping.part()).isEqualTo("inpatient");
  }
}
