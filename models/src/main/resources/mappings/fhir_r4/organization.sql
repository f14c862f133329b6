-- Institutions. Only one that carries the code of the region's directory is an institution of the
-- region; departments, insurers and hospitals elsewhere are not.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN directory_code IS NULL THEN 'no institution of the directory' END AS _skip,
  directory_code AS org_code,
  name AS org_name,
  alias AS org_name_en,
  code('org-kind', type_code) AS org_kind,
  code('org-tier', type_code) AS tier,
  part_of_code AS parent_org_code,
  coalesce(code('region', address_district), address_district) AS region_code,
  code_attr('region', address_district, 'display') AS region_name,
  uscc AS uscc,
  coalesce(address_text, address_line) AS address,
  phone AS phone,
  CASE WHEN active = 'false' THEN 'closed' ELSE 'active' END AS status
FROM Organization
