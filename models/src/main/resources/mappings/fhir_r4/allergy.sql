-- Allergies and intolerances. That none is known, or one was ruled out, is no allergy.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN verification_status = 'entered-in-error' THEN 'entered in error'
    WHEN verification_status = 'refuted' THEN 'allergy ruled out'
    WHEN code_code_1 IN ('716186003', '409137002', '428607008', '429625007') THEN 'statement that no allergy is known'
  END AS _skip,
  concat('${source}:AllergyIntolerance/', id) AS allergy_id,
  concat('${source}:', nullif(regexp_extract(patient, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  code('allergy-category', category) AS category,
  category AS category_local,
  coalesce(code_text, code_display_1, substance_text, substance_display, code_code_1) AS substance,
  coalesce(nullif(reaction_text, ''), nullif(reaction_display, '')) AS reaction,
  CASE
    WHEN severe = 'true' THEN 'severe'
    WHEN moderate = 'true' THEN 'moderate'
    WHEN mild = 'true' THEN 'mild'
  END AS severity,
  coalesce(fhir_ts(recorded_date), fhir_ts(onset_time), fhir_ts(last_occurrence)) AS recorded_at,
  CASE WHEN clinical_status IN ('inactive', 'resolved') THEN 'resolved' ELSE 'active' END AS status
FROM AllergyIntolerance
