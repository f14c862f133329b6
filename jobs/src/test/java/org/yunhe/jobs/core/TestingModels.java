package org.yunhe.jobs.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.jobs.Job;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.view.ViewCatalog;

/** Two small hospitals of one product, with mappings that show every way a row can go. */
public final class TestingModels {
  private static final String SOURCE =
      """
      source: %s
      product: his_small
      name: {zh: 医院, en: Hospital}
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
          key: [id]
          columns: [id, brid, xm, xb, csrq, djsj, zt, sfz, dh]
        jz:
          description: {zh: 就诊, en: visits}
          key: [id]
          columns: [id, brid, ks, zd]
        yy:
          description: {zh: 预约, en: appointments}
          key: [id]
          columns: [id, brid, rq]
          unmapped: core has no appointments
        kb:
          description: {zh: 空表, en: a table nothing reads}
          key: [id]
          columns: [id]
          unmapped: nothing to say
      """;

  private static final String PATIENT =
      """
      -- patients
      SELECT
        concat('${source}', ':', brid) AS patient_id,
        '990121H001' AS org_code,
        brid AS local_patient_no,
        xm AS name,
        coalesce(code('test-sex', xb), '0') AS sex,
        code_attr('test-sex', xb, 'letter') AS occupation,
        csrq AS birth_date,
        CASE WHEN sfz IS NOT NULL THEN '01' END AS id_type,
        sfz AS id_number,
        dh AS phone,
        local_ts(djsj) AS registered_at,
        CASE WHEN zt = 'X' THEN 'cancelled registration' END AS _skip,
        _source_table, _source_key, _source_position, _source_ts
      FROM brxx
      """;

  private static final String ENCOUNTER =
      """
      SELECT
        concat('${source}', ':', id) AS encounter_id,
        concat('${source}', ':', brid) AS patient_id,
        '990121H001' AS org_code,
        id AS local_encounter_no,
        'OP' AS encounter_class,
        local_ts(ks) AS started_at,
        'finished' AS status,
        _source_table, _source_key, _source_position, _source_ts
      FROM jz
      """;

  /** One visit gives one diagnosis for each code in its list. */
  private static final String CONDITION =
      """
      SELECT
        concat('${source}', ':', id, '-', pos + 1) AS condition_id,
        concat('${source}', ':', id) AS encounter_id,
        concat('${source}', ':', brid) AS patient_id,
        '990121H001' AS org_code,
        'encounter' AS category,
        dx AS code,
        pos + 1 AS rank,
        pos = 0 AS is_principal,
        local_ts(ks) AS recorded_at,
        pos + 1 AS _row,
        CASE WHEN zd IS NULL THEN 'visit without diagnosis' END AS _skip,
        _source_table, _source_key, _source_position, _source_ts
      FROM jz LATERAL VIEW OUTER posexplode(split(zd, ',')) AS pos, dx
      """;

  private TestingModels() {}

  /** Returns the core job on these models. */
  public static Job job() {
    return new CoreJob(TestingModels::models);
  }

  /** Returns the sources. */
  public static List<SourceDefinition> sources() {
    return List.copyOf(models().sources().values());
  }

  /** Returns the mappings. */
  public static MappingCatalog mappings() {
    return models().mappings();
  }

  static CoreModels models() {
    return models(Map.of());
  }

  /** Returns the models with some mapping files added or replaced, by file name. */
  static CoreModels models(Map<String, String> others) {
    Map<String, String> files = new TreeMap<>();
    files.put("patient.sql", PATIENT);
    files.put("encounter.sql", ENCOUNTER);
    files.put("condition.visit.sql", CONDITION);
    files.putAll(others);
    List<Mapping> mappings = new ArrayList<>();
    files.forEach(
        (name, sql) -> mappings.add(MappingCatalog.parse("mappings/his_small/" + name, sql)));
    Map<String, SourceDefinition> sources = new TreeMap<>();
    for (String source : List.of("his_a", "his_b")) {
      sources.put(
          source, SourceCatalog.parse("sources/" + source + ".yaml", SOURCE.formatted(source)));
    }
    return CoreModels.of(sources, ViewCatalog.of(List.of()), MappingCatalog.of(mappings));
  }
}
