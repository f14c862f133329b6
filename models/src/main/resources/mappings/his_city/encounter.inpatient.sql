-- Inpatient stays, open and discharged.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zyzt = '9' THEN 'cancelled admission' END AS _skip,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  zyxh AS local_encounter_no,
  'IP' AS encounter_class,
  CAST(NULL AS string) AS encounter_class_local,
  code('department', coalesce(cyks, ryks)) AS dept_code,
  coalesce(cyks, ryks) AS dept_local_code,
  code_attr('department', coalesce(cyks, ryks), 'local_name') AS dept_name,
  zzys AS attending_doctor,
  local_ts(rysj) AS started_at,
  local_ts(cysj) AS ended_at,
  substring(cysj, 1, 10) AS discharge_date,
  code('admission-source', rytj) AS admission_source,
  code('discharge-mode', lyfs) AS discharge_mode,
  CASE zzyjh WHEN '1' THEN false WHEN '2' THEN true END AS planned_readmission,
  coalesce(
    code('diagnosis', coalesce(zyzddm, ryzddm)),
    CASE
      WHEN upper(coalesce(zyzddm, ryzddm)) RLIKE '^[A-Z][0-9]{2}([.].+)?$'
        THEN upper(coalesce(zyzddm, ryzddm))
    END) AS principal_dx_code,
  coalesce(zyzdmc, ryzdmc) AS principal_dx_name,
  cwdm AS bed_no,
  zfy AS total_amount,
  CASE
    WHEN zyzt = '1' THEN 'in-progress'
    WHEN zyzt IN ('2', '3') THEN 'finished'
  END AS status
FROM zy_brry
