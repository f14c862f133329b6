-- Studies of an imaging archive. Patients and orders are numbered by the HIS of the same institution: the
-- list org-system says which one that is. order_id leads to its examination, by the accession number.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', StudyInstanceUID) AS imaging_study_id,
  concat(his, ':', PatientID) AS patient_id,
  _org_code AS org_code,
  accession AS accession_no,
  StudyInstanceUID AS study_uid,
  code('imaging-modality', main_modality) AS modality,
  ModalitiesInStudy AS modality_local,
  RequestedProcedureDescription AS display,
  StudyDescription AS study_description,
  NumberOfStudyRelatedSeries AS series_count,
  NumberOfStudyRelatedInstances AS instance_count,
  local_ts(concat(
    substring(day, 1, 4), '-', substring(day, 5, 2), '-', substring(day, 7), 'T',
    substring(clock, 1, 2), ':', substring(clock, 3, 2), ':', substring(clock, 5, 2), zone)) AS performed_at,
  'performed' AS status,
  concat(his, ':', accession) AS order_id,
  concat(his, ':', accession, '|', his, ':', PatientID) AS order_ref,
  coalesce(concat(his, ':', accession), concat('${source}:', StudyInstanceUID)) AS examination_id
FROM (
  SELECT
    *,
    code('org-system', _org_code) AS his,
    nullif(trim(AccessionNumber), '') AS accession,
    replace(StudyDate, '.', '') AS day,
    rpad(regexp_extract(coalesce(replace(StudyTime, ':', ''), ''), '^[0-9]{2,6}', 0), 6, '0') AS clock,
    regexp_replace(
      regexp_extract(coalesce(TimezoneOffsetFromUTC, ''), '^[+-][0-9]{4}$', 0), '^(...)(..)$', '$1:$2') AS zone,
    coalesce(
      nullif(regexp_extract(coalesce(ModalitiesInStudy, ''),
        '(^|[^A-Z])(CT|MR|PT|NM|MG|XA|RF|DX|CR|US|ES|XC|OP|OPT|IO|PX|SM|ECG|RTIMAGE|RTDOSE)($|[^A-Z])', 2), ''),
      nullif(regexp_extract(coalesce(ModalitiesInStudy, ''), '^[A-Z0-9]+', 0), '')) AS main_modality
  FROM study
)
