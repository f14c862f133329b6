-- Drugs that prescriptions refer to. A name stands in the text or a coding, else in an identifier of a system
-- of names, else a mixture has those of its ingredients or its own identifier.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN status = 'entered-in-error' THEN 'entered in error' END AS _skip,
  concat('${source}:Medication/', id) AS drug_id,
  _org_code AS org_code,
  coalesce(atc, code('drug', drug_code_1), code('drug', drug_code_2)) AS code,
  drug_code_1 AS source_code,
  drug_system_1 AS source_code_system,
  coalesce(
    drug_text,
    drug_display_1,
    drug_display_2,
    CASE WHEN identifier_system_1 RLIKE '(?i)name$' THEN identifier_value_1 END,
    CASE WHEN identifier_system_2 RLIKE '(?i)name$' THEN identifier_value_2 END,
    CASE WHEN identifier_system_3 RLIKE '(?i)name$' THEN identifier_value_3 END,
    code_attr('drug', drug_code_1, 'display'),
    nullif(ingredient_texts, ''),
    nullif(ingredient_displays, ''),
    drug_code_1,
    identifier_value_1,
    concat('Medication/', id)) AS display,
  coalesce(form_text, form_display, form_code) AS dose_form,
  CASE WHEN status = 'inactive' THEN 'inactive' ELSE 'active' END AS status
FROM Medication
