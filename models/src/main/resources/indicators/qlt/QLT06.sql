-- Discharges; in the numerator those with a systemic antibacterial ordered.
SELECT
  encounter.encounter_id AS record_id,
  encounter.org_code,
  encounter.dept_code,
  encounter.discharge_date AS event_date,
  CASE WHEN treated.encounter_id IS NULL THEN 0 ELSE 1 END AS numerator,
  1 AS denominator
FROM core.encounter
LEFT JOIN (
  SELECT DISTINCT medication.encounter_id
  FROM core.medication
  LEFT JOIN core.drug ON drug.drug_id = medication.drug_id
  WHERE coalesce(medication.is_antibiotic, drug.code LIKE 'J01%')
    AND medication.kind = 'inpatient-order'
    AND coalesce(medication.status, '') <> 'cancelled'
) treated ON treated.encounter_id = encounter.encounter_id
WHERE encounter.encounter_class = 'IP'
  AND encounter.status = 'finished'
  AND encounter.discharge_date IS NOT NULL
