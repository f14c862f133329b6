-- The hospital itself: an OMOP database describes itself in one row. It stands beside the region, so
-- its seat is the city and not one of its counties.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  _org_code AS org_code,
  cdm_source_name AS org_name,
  cdm_source_name AS org_name_en,
  'hospital' AS org_kind,
  'tertiary' AS tier,
  '990100' AS region_code,
  'active' AS status
FROM cdm_source
