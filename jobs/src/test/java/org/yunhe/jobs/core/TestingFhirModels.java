package org.yunhe.jobs.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.view.ViewCatalog;

/** A hospital that gives FHIR, one that gives images, beside those of {@link TestingModels}. */
final class TestingFhirModels {
  private static final String FHIR =
      """
      source: fhir_a
      product: fhir_small
      name: {zh: 医院, en: Hospital}
      owner: 990121H001
      system: HIS
      protocol: fhir
      cadence: live
      timezone: Asia/Shanghai
      org_code: 990121H001
      tables:
        Patient: {description: {zh: 病人, en: patients}}
        Observation: {description: {zh: 结果, en: results}}
        Basic: {description: {zh: 其他, en: others}, unmapped: core has no such thing}
      """;

  private static final String DICOM =
      """
      source: pacs_a
      name: {zh: 影像, en: Images}
      owner: 990121H001
      system: PACS
      protocol: dicomweb
      cadence: live
      timezone: Asia/Shanghai
      org_code: 990121H001
      tables:
        study:
          description: {zh: 检查, en: studies}
          columns: [StudyInstanceUID, PatientID, PatientName, ModalitiesInStudy, AccessionNumber,
                    StudyDate, NumberOfStudyRelatedSeries, ProcedureCodeSequence]
      """;

  private static final String PATIENT_VIEW =
      """
      {"resourceType": "ViewDefinition", "resource": "Patient", "name": "patient_row",
       "status": "active", "select": [{"column": [
         {"name": "id", "path": "id"},
         {"name": "number", "path": "identifier.value"},
         {"name": "family", "path": "name.first().family"},
         {"name": "givens", "path": "name.given", "collection": true},
         {"name": "gender", "path": "gender"},
         {"name": "active", "path": "active"},
         {"name": "birth_date", "path": "birthDate"}]}]}
      """;

  private static final String OBSERVATION_VIEW =
      """
      {"resourceType": "ViewDefinition", "resource": "Observation", "name": "observation_row",
       "status": "active", "where": [{"path": "status != 'entered-in-error'"}],
       "select": [
         {"column": [
           {"name": "id", "path": "id"},
           {"name": "patient", "path": "subject.getReferenceKey(Patient)"},
           {"name": "issued", "path": "issued"}]},
         {"forEach": "component", "column": [
           {"name": "code", "path": "code.coding.first().code"},
           {"name": "value", "path": "value.ofType(Quantity).value"},
           {"name": "unit", "path": "value.ofType(Quantity).code"}]}]}
      """;

  private static final String PATIENT =
      """
      SELECT
        concat('${source}:', id) AS patient_id,
        _org_code AS org_code,
        number AS local_patient_no,
        family AS name,
        CASE gender WHEN 'male' THEN '1' WHEN 'female' THEN '2' ELSE '9' END AS sex,
        birth_date,
        givens AS occupation,
        active AS marital_status,
        _source_table, _source_key, _source_position, _source_ts
      FROM Patient
      """;

  private static final String OBSERVATION =
      """
      SELECT
        concat('${source}:', id, '-', _index) AS observation_id,
        concat('${source}:', split_part(patient, '/', 2)) AS patient_id,
        _org_code AS org_code,
        'vital' AS category,
        code AS source_code,
        value AS value_num,
        value AS source_value,
        unit,
        issued AS observed_at,
        _index AS _row,
        _source_table, _source_key, _source_position, _source_ts
      FROM Observation
      """;

  private static final String STUDY =
      """
      SELECT
        concat('${source}:', StudyInstanceUID) AS imaging_study_id,
        concat('his_a:', PatientID) AS patient_id,
        _org_code AS org_code,
        AccessionNumber AS accession_no,
        StudyInstanceUID AS study_uid,
        ModalitiesInStudy AS modality_local,
        PatientName AS display,
        ProcedureCodeSequence AS findings,
        NumberOfStudyRelatedSeries AS series_count,
        'available' AS status,
        _source_table, _source_key, _source_position, _source_ts
      FROM study
      """;

  private TestingFhirModels() {}

  static CoreModels models() {
    return models(Map.of());
  }

  /** Returns the models with some files replaced, by name. */
  static CoreModels models(Map<String, String> others) {
    CoreModels small = TestingModels.models();
    ViewCatalog views =
        ViewCatalog.of(
            List.of(
                ViewCatalog.parse(
                    "views/Patient.json", others.getOrDefault("Patient.json", PATIENT_VIEW)),
                ViewCatalog.parse("views/Observation.json", OBSERVATION_VIEW)));
    Map<String, SourceDefinition> sources = new TreeMap<>(small.sources());
    sources.put("fhir_a", SourceCatalog.parse("sources/fhir_a.yaml", FHIR, views));
    sources.put("pacs_a", SourceCatalog.parse("sources/pacs_a.yaml", DICOM, views));
    MappingCatalog mappings =
        MappingCatalog.of(
            Stream.concat(
                    small.mappings().mappings("his_small").stream(),
                    Stream.of(
                        MappingCatalog.parse("mappings/fhir_small/patient.sql", PATIENT),
                        MappingCatalog.parse("mappings/fhir_small/observation.sql", OBSERVATION),
                        MappingCatalog.parse("mappings/pacs_a/imaging_study.sql", STUDY)))
                .toList());
    return CoreModels.of(sources, views, mappings);
  }
}
