-- Values by month from the rows behind them: sums first, ratios last. An institution has a value in
-- every month in which it was active (a visit, an admission or a discharge), so that nothing done is
-- a 0 and no case is a NULL, and neither is a gap.
WITH contribution AS (
  SELECT indicator, org_code, dept_code, period, numerator, denominator FROM indicator_rows
  UNION ALL
  SELECT definition.indicator, active_month.org_code, NULL, active_month.period, 0, 0
  FROM active_month
  JOIN core.organization ON organization.org_code = active_month.org_code
  JOIN indicator_definition definition
    ON array_contains(definition.institutions, organization.org_kind)
),
place AS (
  SELECT
    org_code,
    tier,
    region_code AS county,
    concat(substring(region_code, 1, 4), '00') AS prefecture
  FROM core.organization
),
placed AS (
  SELECT
    indicator,
    period,
    numerator,
    coalesce(denominator, 0) AS denominator,
    explode(
      array(
        struct('org' AS level, coalesce(county, 'none') AS region_code, org_code, 'ALL' AS dept_code,
          tier, prefecture),
        struct('dept' AS level, coalesce(county, 'none') AS region_code, org_code, dept_code,
          tier, prefecture),
        struct('county' AS level, nullif(county, prefecture) AS region_code, 'ALL' AS org_code,
          'ALL' AS dept_code, CAST(NULL AS string) AS tier, prefecture),
        struct('region' AS level, prefecture AS region_code, 'ALL' AS org_code, 'ALL' AS dept_code,
          CAST(NULL AS string) AS tier, prefecture))) AS unit
  FROM contribution
  LEFT JOIN place USING (org_code)
),
summed AS (
  SELECT indicator, period, unit, sum(numerator) AS numerator, sum(denominator) AS denominator
  FROM placed
  WHERE unit.region_code IS NOT NULL AND unit.dept_code IS NOT NULL
  GROUP BY indicator, period, unit
),
valued AS (
  SELECT
    summed.unit.*,
    summed.period,
    summed.numerator,
    CASE WHEN NOT definition.is_count THEN summed.denominator END AS denominator,
    CASE
      WHEN definition.is_count THEN CAST(summed.numerator AS double)
      ELSE
        CAST(summed.numerator AS double) * definition.factor
          / nullif(CAST(summed.denominator AS double), 0)
    END AS value,
    definition.*
  FROM summed
  JOIN indicator_definition definition ON definition.indicator = summed.indicator
  WHERE definition.departments OR summed.unit.level <> 'dept'
)
SELECT
  indicator,
  level,
  region_code,
  org_code,
  dept_code,
  period,
  CAST(numerator AS decimal(18, 4)) AS numerator,
  CAST(denominator AS decimal(18, 4)) AS denominator,
  value,
  coalesce(denominator < small_sample_below, false) AS small_sample,
  date_add(CAST(add_months(period, 1) AS date), follow_up_days) AS final_from,
  CASE WHEN level = 'org' AND tier IS NOT NULL
    THEN percentile(value, 0.5) OVER (PARTITION BY indicator, period, level, tier, prefecture)
  END AS peer_median,
  CASE WHEN level = 'org' AND tier IS NOT NULL
    THEN CAST(
      count(value) OVER (PARTITION BY indicator, period, level, tier, prefecture) AS int)
  END AS peer_count,
  version,
  definition,
  snapshots
FROM valued
