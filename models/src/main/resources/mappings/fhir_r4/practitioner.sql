-- Members of staff. What they are employed for stands in PractitionerRole, which core does not read.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:Practitioner/', id) AS practitioner_id,
  _org_code AS org_code,
  coalesce(staff_number, usual_number, id) AS local_staff_no,
  coalesce(
    name_text,
    CASE WHEN name_family RLIKE '^[一-龥]' THEN concat(name_family, coalesce(replace(name_given, ' ', ''), '')) END,
    nullif(concat_ws(' ', name_given, name_family), '')) AS name,
  code('sex', gender) AS sex,
  coalesce(qualification_text, qualification_display) AS title,
  CASE WHEN active = 'false' THEN 'left' ELSE 'active' END AS status
FROM Practitioner
