-- Series of an imaging archive, with the device and the dose that their first instance tells. The dose of a
-- CT examination stands in its dose report: CT Dose Length Product Total is 113813, Mean CTDIvol 113830 (DCM).
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', SeriesInstanceUID) AS imaging_series_id,
  concat('${source}:', StudyInstanceUID) AS imaging_study_id,
  concat(his, ':', PatientID) AS patient_id,
  _org_code AS org_code,
  nullif(trim(AccessionNumber), '') AS accession_no,
  SeriesInstanceUID AS series_uid,
  SeriesNumber AS series_number,
  code('imaging-modality', Modality) AS modality,
  Modality AS modality_local,
  BodyPartExamined AS body_site,
  Laterality AS laterality,
  SeriesDescription AS series_description,
  ProtocolName AS protocol_name,
  SOPClassUID AS sop_class_uid,
  NumberOfSeriesRelatedInstances AS instance_count,
  local_ts(concat(
    substring(day, 1, 4), '-', substring(day, 5, 2), '-', substring(day, 7), 'T',
    substring(clock, 1, 2), ':', substring(clock, 3, 2), ':', substring(clock, 5, 2), zone)) AS started_at,
  Manufacturer AS manufacturer,
  ManufacturerModelName AS device_model,
  StationName AS station_name,
  DeviceSerialNumber AS device_serial_no,
  SoftwareVersions AS software_version,
  ContrastBolusAgent AS contrast_agent,
  SliceThickness AS slice_thickness,
  MagneticFieldStrength AS magnetic_field,
  KVP AS tube_voltage,
  XRayTubeCurrent AS tube_current,
  ExposureTime AS exposure_time,
  Exposure AS exposure,
  coalesce(CTDIvol, nullif(regexp_extract(coalesce(ContentSequence, ''),
    '"113830".*?"0040A30A":[{][^}]*"Value":."?([0-9.]+)', 1), '')) AS ctdi_vol,
  coalesce(
    nullif(regexp_extract(coalesce(ContentSequence, ''),
      '"113813".*?"0040A30A":[{][^}]*"Value":."?([0-9.]+)', 1), ''),
    nullif(regexp_extract(upper(coalesce(CommentsOnRadiationDose, '')), 'DLP *[=:]? *([0-9.]+)', 1), '')) AS dlp,
  ImageAndFluoroscopyAreaDoseProduct AS dose_area_product,
  EntranceDoseInmGy AS entrance_dose
FROM (
  SELECT
    *,
    code('org-system', _org_code) AS his,
    replace(coalesce(SeriesDate, StudyDate), '.', '') AS day,
    rpad(
      regexp_extract(
        coalesce(replace(CASE WHEN SeriesDate IS NULL THEN StudyTime ELSE SeriesTime END, ':', ''), ''),
        '^[0-9]{2,6}', 0),
      6, '0') AS clock,
    regexp_replace(
      regexp_extract(coalesce(TimezoneOffsetFromUTC, ''), '^[+-][0-9]{4}$', 0), '^(...)(..)$', '$1:$2') AS zone
  FROM series
)
