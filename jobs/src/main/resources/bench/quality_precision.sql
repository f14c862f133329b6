-- For each rule: source rows found, of them spoiled by the simulator, explained by something else that
-- it did, and natural; with one natural violation as example.
WITH found AS (
  SELECT rule_id, source, source_table, source_key, min(record_id) AS record_id,
    min(value) AS value, min(reason) AS reason
  FROM engine_violation
  WHERE violation_id NOT IN (SELECT violation_id FROM engine_violation WHERE status = 'resolved')
  GROUP BY rule_id, source, source_table, source_key
),
spoiled AS (
  SELECT DISTINCT source, table, key FROM truth_fault
),
-- Patients in quarantine by their identifier: what refers to one leads nowhere.
quarantined AS (
  SELECT DISTINCT concat(source, ':', regexp_extract(source_key, ':"?([^"}]*)"?[}]', 1)) AS patient_id
  FROM ops.source_row
  WHERE outcome = 'quarantined'
    AND source_table IN (SELECT DISTINCT source_table FROM core.patient)
),
swapped AS (
  SELECT DISTINCT concat(source, ':', patient_no) AS patient_id
  FROM truth_person
  WHERE variation LIKE '%birth-swapped%'
),
judged AS (
  SELECT
    f.*,
    p.source IS NOT NULL AS injected,
    p.source IS NULL AND (q.patient_id IS NOT NULL OR w.patient_id IS NOT NULL) AS consequence
  FROM found AS f
  LEFT JOIN spoiled AS p
    ON p.source = f.source AND p.table = f.source_table AND p.key = f.source_key
  LEFT JOIN quarantined AS q
    ON f.rule_id LIKE '%-patient-exists' AND q.patient_id = f.value
  LEFT JOIN swapped AS w
    ON f.rule_id = 'patient-id-birth-date' AND w.patient_id = f.record_id
)
SELECT
  rule_id,
  count(*) AS found,
  count_if(injected) AS injected,
  count_if(consequence) AS consequence,
  count_if(NOT injected AND NOT consequence) AS natural,
  min_by(
    concat(source, '.', source_table, ' ', source_key, ': ', reason),
    concat(source, source_key)) FILTER (WHERE NOT injected AND NOT consequence) AS example
FROM judged
GROUP BY rule_id
ORDER BY rule_id
