-- Patients. The number of the hospital is the one the sender types as medical record number, else the
-- one it calls usual, else its first. Of a birth that is known to the year or month only, the first
-- day stands, and the precision says so.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:Patient/', id) AS patient_id,
  _org_code AS org_code,
  coalesce(mr_number, usual_number, first_number, id) AS local_patient_no,
  coalesce(
    text,
    CASE WHEN family RLIKE '^[一-龥]' THEN concat(family, coalesce(replace(given, ' ', ''), '')) END,
    nullif(concat_ws(' ', given, family), '')) AS name,
  code('sex', gender) AS sex,
  CASE length(birth_date)
    WHEN 4 THEN concat(birth_date, '-01-01')
    WHEN 7 THEN concat(birth_date, '-01')
    ELSE birth_date
  END AS birth_date,
  CASE length(birth_date) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS birth_date_precision,
  CASE WHEN resident_id IS NOT NULL THEN '01' WHEN passport IS NOT NULL THEN '03' END AS id_type,
  coalesce(upper(trim(resident_id)), passport) AS id_number,
  phone AS phone,
  coalesce(
    address_text,
    nullif(concat_ws(' ', address_line, address_city, address_district, address_state), '')) AS address,
  code('region', address_district) AS region_code,
  code('marital', marital_code) AS marital_status,
  CASE WHEN deceased_time RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN substring(deceased_time, 1, 10) END AS death_date
FROM (
  SELECT
    *,
    coalesce(name_text, any_name_text) AS text,
    coalesce(name_family, any_name_family) AS family,
    coalesce(name_given, any_name_given) AS given
  FROM Patient
)
