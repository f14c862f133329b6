-- For each fault of the simulator and the rule that must find it: rows spoiled, rows that no rule can
-- see (filtered by a mapping, not mapped, deleted since), rows found.
WITH found AS (
  SELECT DISTINCT rule_id, source, source_table, source_key FROM engine_violation
)
SELECT
  t.fault,
  t.rule,
  count(*) AS injected,
  count_if(f.rule_id IS NULL AND coalesce(s.outcome, 'deleted') IN ('filtered', 'unmapped', 'deleted')) AS left_out,
  count_if(f.rule_id IS NOT NULL) AS found
FROM (SELECT DISTINCT source, table, key, fault, rule FROM truth_fault) AS t
LEFT JOIN ops.source_row AS s
  ON s.source = t.source AND s.source_table = t.table AND s.source_key = t.key
LEFT JOIN found AS f
  ON f.source = t.source AND f.source_table = t.table AND f.source_key = t.key AND f.rule_id = t.rule
GROUP BY t.fault, t.rule
ORDER BY t.fault, t.rule
