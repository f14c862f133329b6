-- Procedures that were done. One that was not, or is not finished, gives nothing yet.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status = 'not-done' THEN 'procedure not done'
    WHEN status IN ('preparation', 'in-progress', 'on-hold') THEN 'procedure not finished'
  END AS _skip,
  concat('${source}:Procedure/', id) AS procedure_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  CASE
    WHEN system = 'ICD-9-CM-3' AND value NOT LIKE '%.%'
      THEN concat_ws('.', substring(value, 1, 2), nullif(substring(value, 3), ''))
    WHEN system IS NOT NULL THEN value
    ELSE code('operation', code_code_1)
  END AS code,
  CASE
    WHEN system IS NOT NULL THEN system
    WHEN code('operation', code_code_1) IS NOT NULL THEN 'ICD-9-CM-3'
    ELSE 'other'
  END AS code_system,
  coalesce(value, code_code_1) AS source_code,
  coalesce(code_text, code_display_1) AS display,
  CASE
    WHEN code_attr('operation', coalesce(value, code_code_1), 'surgery') = '1' THEN true
    WHEN code_attr('operation', coalesce(value, code_code_1), 'surgery') = '0' THEN false
  END AS is_surgery,
  nullif(code_attr('operation', coalesce(value, code_code_1), 'grade'), '') AS surgery_grade,
  CASE WHEN code_attr('operation', coalesce(value, code_code_1), 'mis') = '1' THEN true END AS is_minimally_invasive,
  coalesce(performer_name, nullif(regexp_extract(performer, 'Practitioner/([A-Za-z0-9.-]+)', 1), '')) AS operator,
  fhir_ts(coalesce(performed_time, performed_start)) AS performed_at,
  fhir_ts(performed_end) AS ended_at,
  CASE WHEN status = 'stopped' THEN 'cancelled' ELSE 'completed' END AS status
FROM (
  SELECT
    *,
    CASE place WHEN 1 THEN code_code_1 WHEN 2 THEN code_code_2 WHEN 3 THEN code_code_3 END AS value,
    CASE place
      WHEN 1 THEN code('code-system', code_system_1)
      WHEN 2 THEN code('code-system', code_system_2)
      WHEN 3 THEN code('code-system', code_system_3)
    END AS system
  FROM (
    SELECT
      *,
      CASE
        WHEN code('code-system', code_system_1) IN ('ICD-9-CM-3', 'ICD-10-PCS', 'HCPCS', 'CPT4') THEN 1
        WHEN code('code-system', code_system_2) IN ('ICD-9-CM-3', 'ICD-10-PCS', 'HCPCS', 'CPT4') THEN 2
        WHEN code('code-system', code_system_3) IN ('ICD-9-CM-3', 'ICD-10-PCS', 'HCPCS', 'CPT4') THEN 3
      END AS place
    FROM Procedure
  )
)
