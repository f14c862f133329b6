-- Institutions of the region, from the directory of the referral platform.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  org_code AS org_code,
  org_name AS org_name,
  org_name_en AS org_name_en,
  code('org-kind', org_kind) AS org_kind,
  code('org-tier', org_tier) AS tier,
  parent_code AS parent_org_code,
  region_code AS region_code,
  code_attr('region', region_code, 'display') AS region_name,
  uscc AS uscc,
  address AS address,
  phone AS phone,
  open_beds AS bed_count,
  CASE WHEN enabled = '1' THEN 'active' ELSE 'closed' END AS status
FROM org_directory
