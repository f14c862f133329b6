-- Results, vital signs, findings: the observation and each of its components. What has no value gives
-- no row of its own, but for what was derived from another observation (an organism grown). A number goes into the standard unit of its
-- LOINC code where core has one (codes/lab-limit, codes/vital-sign) by the table of known units; a
-- unit that is not known leaves value and unit as text, which does not fit the column: the row goes
-- to quarantine. Codes without a standard unit keep the unit of the sender.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CAST(part AS int) + 1 AS _row,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status = 'registered' THEN 'result not there yet'
    WHEN shown IS NULL AND number IS NULL AND absent_reason IS NOT NULL THEN 'value absent, as its reason says'
    WHEN shown IS NULL AND number IS NULL AND part = '0' AND derived_count <> '0' THEN NULL
    WHEN shown IS NULL AND number IS NULL AND part = '0' AND (component_count <> '0' OR member_count <> '0')
      THEN 'panel: its parts carry the values'
    WHEN shown IS NULL AND number IS NULL THEN 'no value'
  END AS _skip,
  concat('${source}:Observation/', id, CASE WHEN part = '0' THEN '' ELSE concat('#', part) END) AS observation_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  category AS category,
  standard AS code,
  coalesce(loinc, code_code, code_text) AS source_code,
  coalesce(code_text, code_display) AS display,
  CASE
    WHEN number IS NULL THEN NULL
    WHEN unit = '[degF]' AND target = 'Cel'
      THEN CAST(round((try_cast(number AS double) - 32) / 1.8, 2) AS string)
    WHEN target IS NULL OR unit = target THEN number
    WHEN code('lab-unit', concat(standard, '|', unit)) IS NULL THEN concat(number, ' ', coalesce(unit, 'without unit'))
    ELSE CAST(round(try_cast(number AS double) * try_cast(code('lab-unit', concat(standard, '|', unit)) AS double), 6) AS string)
  END AS value_num,
  CASE WHEN number IS NOT NULL THEN coalesce(target, unit) END AS unit,
  CASE WHEN number IS NOT NULL THEN value_comparator END AS comparator,
  CASE WHEN number IS NULL THEN shown END AS value_text,
  coalesce(number, shown) AS source_value,
  coalesce(value_unit, value_unit_code) AS source_unit,
  CASE
    WHEN target IS NULL OR unit = target THEN try_cast(ref_low AS double)
    ELSE round(try_cast(ref_low AS double) * try_cast(code('lab-unit', concat(standard, '|', unit)) AS double), 6)
  END AS ref_low,
  CASE
    WHEN target IS NULL OR unit = target THEN try_cast(ref_high AS double)
    ELSE round(try_cast(ref_high AS double) * try_cast(code('lab-unit', concat(standard, '|', unit)) AS double), 6)
  END AS ref_high,
  CASE
    WHEN interpretation_code IN ('H', 'L', 'HH', 'LL', 'A', 'N') THEN interpretation_code
    WHEN interpretation_code IN ('HU', 'HX') THEN 'HH'
    WHEN interpretation_code IN ('LU', 'LX') THEN 'LL'
    WHEN interpretation_code IN ('AA', 'POS', 'R') THEN 'A'
    WHEN interpretation_code IN ('NEG', 'S') THEN 'N'
  END AS abnormal_flag,
  CASE WHEN interpretation_code IN ('HH', 'LL', 'AA', 'HU', 'LU') THEN true END AS is_critical,
  coalesce(specimen_number, nullif(regexp_extract(specimen, 'Specimen/([A-Za-z0-9.-]+)', 1), '')) AS specimen_no,
  CASE
    WHEN category = 'laboratory' AND issued IS NOT NULL THEN coalesce(fhir_ts(coalesce(effective_time, effective_start)), fhir_ts(effective_instant))
  END AS collected_at,
  CASE
    WHEN category = 'laboratory' AND issued IS NOT NULL THEN fhir_ts(issued)
    ELSE coalesce(fhir_ts(coalesce(effective_time, effective_end, effective_start)), fhir_ts(effective_instant), fhir_ts(issued))
  END AS observed_at,
  CASE
    WHEN status IN ('preliminary', 'final', 'cancelled') THEN status
    WHEN status IN ('amended', 'corrected') THEN 'amended'
  END AS status
FROM (
  SELECT
    *,
    CASE WHEN target_vital IS NOT NULL THEN target_vital ELSE target_lab END AS target,
    CASE
      WHEN value_quantity IS NOT NULL THEN value_quantity
      WHEN value_integer IS NOT NULL THEN value_integer
    END AS number,
    coalesce(
      value_string,
      value_concept_text,
      value_concept_display,
      value_concept_code,
      value_boolean,
      value_time,
      CASE
        WHEN value_range_low IS NOT NULL OR value_range_high IS NOT NULL
          THEN concat(coalesce(value_range_low, ''), '-', coalesce(value_range_high, ''))
        WHEN value_ratio_numerator IS NOT NULL
          THEN concat(value_ratio_numerator, ':', coalesce(value_ratio_denominator, ''))
      END,
      CASE WHEN part = '0' AND component_count = '0' AND member_count = '0' THEN note END) AS shown
  FROM (
    SELECT
      *,
      coalesce(code('vital-sign', loinc), code('lab-item', loinc), loinc) AS standard,
      coalesce(value_ucum, value_unit_code, value_unit) AS unit,
      nullif(code_attr('vital-sign', loinc, 'unit'), '') AS target_vital,
      nullif(code_attr('lab-limit', coalesce(code('lab-item', loinc), loinc), 'unit'), '') AS target_lab,
      CASE
        WHEN category_code IS NOT NULL THEN code('observation-category', category_code)
        WHEN any_category_code IS NOT NULL THEN code('observation-category', any_category_code)
        WHEN code('vital-sign', loinc) IS NOT NULL THEN 'vital-signs'
        WHEN code('lab-item', loinc) IS NOT NULL OR specimen IS NOT NULL THEN 'laboratory'
      END AS category
    FROM Observation
  )
)
