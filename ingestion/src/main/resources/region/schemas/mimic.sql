-- A real hospital in the OMOP Common Data Model 5.3: the tables of the MIMIC-IV demo data, as the CSV files have
-- them. REPLICA IDENTITY FULL as in every captured database.

CREATE SCHEMA IF NOT EXISTS omop;
SET search_path TO omop;

CREATE TABLE cdm_source (
  cdm_source_name                text,
  cdm_source_abbreviation        text NOT NULL,
  cdm_holder                     text,
  source_description             text,
  source_documentation_reference text,
  cdm_etl_reference              text,
  source_release_date            date,
  cdm_release_date               date,
  cdm_version                    text,
  vocabulary_version             text,
  PRIMARY KEY (cdm_source_abbreviation)
);
ALTER TABLE cdm_source REPLICA IDENTITY FULL;
COMMENT ON TABLE cdm_source IS '数据库自述';

CREATE TABLE person (
  person_id                   bigint NOT NULL,
  gender_concept_id           bigint,
  year_of_birth               integer,
  month_of_birth              integer,
  day_of_birth                integer,
  birth_datetime              timestamp,
  race_concept_id             bigint,
  ethnicity_concept_id        bigint,
  location_id                 bigint,
  provider_id                 bigint,
  care_site_id                bigint,
  person_source_value         text,
  gender_source_value         text,
  gender_source_concept_id    bigint,
  race_source_value           text,
  race_source_concept_id      bigint,
  ethnicity_source_value      text,
  ethnicity_source_concept_id bigint,
  PRIMARY KEY (person_id)
);
ALTER TABLE person REPLICA IDENTITY FULL;
COMMENT ON TABLE person IS '人员';

CREATE TABLE observation_period (
  observation_period_id         bigint NOT NULL,
  person_id                     bigint,
  observation_period_start_date date,
  observation_period_end_date   date,
  period_type_concept_id        bigint,
  PRIMARY KEY (observation_period_id)
);
ALTER TABLE observation_period REPLICA IDENTITY FULL;
COMMENT ON TABLE observation_period IS '观察期';

CREATE TABLE visit_occurrence (
  visit_occurrence_id           bigint NOT NULL,
  person_id                     bigint,
  visit_concept_id              bigint,
  visit_start_date              date,
  visit_start_datetime          timestamp,
  visit_end_date                date,
  visit_end_datetime            timestamp,
  visit_type_concept_id         bigint,
  provider_id                   bigint,
  care_site_id                  bigint,
  visit_source_value            text,
  visit_source_concept_id       bigint,
  admitting_source_concept_id   bigint,
  admitting_source_value        text,
  discharge_to_concept_id       bigint,
  discharge_to_source_value     text,
  preceding_visit_occurrence_id bigint,
  PRIMARY KEY (visit_occurrence_id)
);
ALTER TABLE visit_occurrence REPLICA IDENTITY FULL;
COMMENT ON TABLE visit_occurrence IS '就诊';

CREATE TABLE visit_detail (
  visit_detail_id                bigint NOT NULL,
  person_id                      bigint,
  visit_detail_concept_id        bigint,
  visit_detail_start_date        date,
  visit_detail_start_datetime    timestamp,
  visit_detail_end_date          date,
  visit_detail_end_datetime      timestamp,
  visit_detail_type_concept_id   bigint,
  provider_id                    bigint,
  care_site_id                   bigint,
  admitting_source_concept_id    bigint,
  discharge_to_concept_id        bigint,
  preceding_visit_detail_id      bigint,
  visit_detail_source_value      text,
  visit_detail_source_concept_id bigint,
  admitting_source_value         text,
  discharge_to_source_value      text,
  visit_detail_parent_id         bigint,
  visit_occurrence_id            bigint,
  PRIMARY KEY (visit_detail_id)
);
ALTER TABLE visit_detail REPLICA IDENTITY FULL;
COMMENT ON TABLE visit_detail IS '就诊经过';

CREATE TABLE condition_occurrence (
  condition_occurrence_id       bigint NOT NULL,
  person_id                     bigint,
  condition_concept_id          bigint,
  condition_start_date          date,
  condition_start_datetime      timestamp,
  condition_end_date            date,
  condition_end_datetime        timestamp,
  condition_type_concept_id     bigint,
  stop_reason                   text,
  provider_id                   bigint,
  visit_occurrence_id           bigint,
  visit_detail_id               bigint,
  condition_source_value        text,
  condition_source_concept_id   bigint,
  condition_status_source_value text,
  condition_status_concept_id   bigint,
  PRIMARY KEY (condition_occurrence_id)
);
ALTER TABLE condition_occurrence REPLICA IDENTITY FULL;
COMMENT ON TABLE condition_occurrence IS '诊断与所见';

CREATE TABLE condition_era (
  condition_era_id           bigint NOT NULL,
  person_id                  bigint,
  condition_concept_id       bigint,
  condition_era_start_date   date,
  condition_era_end_date     date,
  condition_occurrence_count integer,
  PRIMARY KEY (condition_era_id)
);
ALTER TABLE condition_era REPLICA IDENTITY FULL;
COMMENT ON TABLE condition_era IS '诊断时段';

CREATE TABLE drug_exposure (
  drug_exposure_id             bigint NOT NULL,
  person_id                    bigint,
  drug_concept_id              bigint,
  drug_exposure_start_date     date,
  drug_exposure_start_datetime timestamp,
  drug_exposure_end_date       date,
  drug_exposure_end_datetime   timestamp,
  verbatim_end_date            date,
  drug_type_concept_id         bigint,
  stop_reason                  text,
  refills                      numeric,
  quantity                     numeric,
  days_supply                  numeric,
  sig                          text,
  route_concept_id             bigint,
  lot_number                   text,
  provider_id                  bigint,
  visit_occurrence_id          bigint,
  visit_detail_id              bigint,
  drug_source_value            text,
  drug_source_concept_id       bigint,
  route_source_value           text,
  dose_unit_source_value       text,
  PRIMARY KEY (drug_exposure_id)
);
ALTER TABLE drug_exposure REPLICA IDENTITY FULL;
COMMENT ON TABLE drug_exposure IS '用药';

CREATE TABLE drug_era (
  drug_era_id         bigint NOT NULL,
  person_id           bigint,
  drug_concept_id     bigint,
  drug_era_start_date date,
  drug_era_end_date   date,
  drug_exposure_count integer,
  gap_days            integer,
  PRIMARY KEY (drug_era_id)
);
ALTER TABLE drug_era REPLICA IDENTITY FULL;
COMMENT ON TABLE drug_era IS '用药时段';

CREATE TABLE dose_era (
  dose_era_id         bigint NOT NULL,
  person_id           bigint,
  drug_concept_id     bigint,
  unit_concept_id     bigint,
  dose_value          numeric,
  dose_era_start_date date,
  dose_era_end_date   date,
  PRIMARY KEY (dose_era_id)
);
ALTER TABLE dose_era REPLICA IDENTITY FULL;
COMMENT ON TABLE dose_era IS '剂量时段';

CREATE TABLE procedure_occurrence (
  procedure_occurrence_id     bigint NOT NULL,
  person_id                   bigint,
  procedure_concept_id        bigint,
  procedure_date              date,
  procedure_datetime          timestamp,
  procedure_type_concept_id   bigint,
  modifier_concept_id         bigint,
  quantity                    numeric,
  provider_id                 bigint,
  visit_occurrence_id         bigint,
  visit_detail_id             bigint,
  procedure_source_value      text,
  procedure_source_concept_id bigint,
  modifier_source_value       text,
  PRIMARY KEY (procedure_occurrence_id)
);
ALTER TABLE procedure_occurrence REPLICA IDENTITY FULL;
COMMENT ON TABLE procedure_occurrence IS '操作';

CREATE TABLE device_exposure (
  device_exposure_id             bigint NOT NULL,
  person_id                      bigint,
  device_concept_id              bigint,
  device_exposure_start_date     date,
  device_exposure_start_datetime timestamp,
  device_exposure_end_date       date,
  device_exposure_end_datetime   timestamp,
  device_type_concept_id         bigint,
  unique_device_id               text,
  quantity                       numeric,
  provider_id                    bigint,
  visit_occurrence_id            bigint,
  visit_detail_id                bigint,
  device_source_value            text,
  device_source_concept_id       bigint,
  PRIMARY KEY (device_exposure_id)
);
ALTER TABLE device_exposure REPLICA IDENTITY FULL;
COMMENT ON TABLE device_exposure IS '器械使用';

CREATE TABLE specimen (
  specimen_id                 bigint NOT NULL,
  person_id                   bigint,
  specimen_concept_id         bigint,
  specimen_type_concept_id    bigint,
  specimen_date               date,
  specimen_datetime           timestamp,
  quantity                    numeric,
  unit_concept_id             bigint,
  anatomic_site_concept_id    bigint,
  disease_status_concept_id   bigint,
  specimen_source_id          text,
  specimen_source_value       text,
  unit_source_value           text,
  anatomic_site_source_value  text,
  disease_status_source_value text,
  PRIMARY KEY (specimen_id)
);
ALTER TABLE specimen REPLICA IDENTITY FULL;
COMMENT ON TABLE specimen IS '标本';

CREATE TABLE death (
  person_id               bigint NOT NULL,
  death_date              date,
  death_datetime          timestamp,
  death_type_concept_id   bigint,
  cause_concept_id        bigint,
  cause_source_value      text,
  cause_source_concept_id bigint,
  PRIMARY KEY (person_id)
);
ALTER TABLE death REPLICA IDENTITY FULL;
COMMENT ON TABLE death IS '死亡';

CREATE TABLE care_site (
  care_site_id                  bigint NOT NULL,
  care_site_name                text,
  place_of_service_concept_id   bigint,
  location_id                   bigint,
  care_site_source_value        text,
  place_of_service_source_value text,
  PRIMARY KEY (care_site_id)
);
ALTER TABLE care_site REPLICA IDENTITY FULL;
COMMENT ON TABLE care_site IS '科室';

CREATE TABLE cost (
  cost_id                   bigint NOT NULL,
  cost_event_id             bigint,
  cost_domain_id            bigint,
  cost_type_concept_id      bigint,
  currency_concept_id       bigint,
  total_charge              numeric,
  total_cost                numeric,
  total_paid                numeric,
  paid_by_payer             numeric,
  paid_by_patient           numeric,
  paid_patient_copay        numeric,
  paid_patient_coinsurance  numeric,
  paid_patient_deductible   numeric,
  paid_by_primary           numeric,
  paid_ingredient_cost      numeric,
  paid_dispensing_fee       numeric,
  payer_plan_period_id      bigint,
  amount_allowed            numeric,
  revenue_code_concept_id   bigint,
  revenue_code_source_value text,
  drg_concept_id            bigint,
  drg_source_value          text,
  PRIMARY KEY (cost_id)
);
ALTER TABLE cost REPLICA IDENTITY FULL;
COMMENT ON TABLE cost IS '费用';

CREATE TABLE payer_plan_period (
  payer_plan_period_id          bigint NOT NULL,
  person_id                     bigint,
  payer_plan_period_start_date  date,
  payer_plan_period_end_date    date,
  payer_concept_id              bigint,
  payer_source_value            text,
  payer_source_concept_id       bigint,
  plan_concept_id               bigint,
  plan_source_value             text,
  plan_source_concept_id        bigint,
  sponsor_concept_id            bigint,
  sponsor_source_value          text,
  sponsor_source_concept_id     bigint,
  family_source_value           text,
  stop_reason_concept_id        bigint,
  stop_reason_source_value      text,
  stop_reason_source_concept_id bigint,
  PRIMARY KEY (payer_plan_period_id)
);
ALTER TABLE payer_plan_period REPLICA IDENTITY FULL;
COMMENT ON TABLE payer_plan_period IS '医保时段';

CREATE TABLE fact_relationship (
  domain_concept_id_1     bigint NOT NULL,
  fact_id_1               bigint NOT NULL,
  domain_concept_id_2     bigint NOT NULL,
  fact_id_2               bigint NOT NULL,
  relationship_concept_id bigint NOT NULL,
  PRIMARY KEY (domain_concept_id_1, fact_id_1, domain_concept_id_2, fact_id_2, relationship_concept_id)
);
ALTER TABLE fact_relationship REPLICA IDENTITY FULL;
COMMENT ON TABLE fact_relationship IS '事实关联';

CREATE TABLE concept (
  concept_id       bigint NOT NULL,
  concept_name     text,
  domain_id        text,
  vocabulary_id    text,
  concept_class_id text,
  standard_concept text,
  concept_code     text,
  valid_start_date date,
  valid_end_date   date,
  invalid_reason   text,
  PRIMARY KEY (concept_id)
);
ALTER TABLE concept REPLICA IDENTITY FULL;
COMMENT ON TABLE concept IS '概念';

CREATE TABLE concept_relationship (
  concept_id_1     bigint NOT NULL,
  concept_id_2     bigint NOT NULL,
  relationship_id  text NOT NULL,
  valid_start_date date,
  valid_end_date   date,
  invalid_reason   text,
  PRIMARY KEY (concept_id_1, concept_id_2, relationship_id)
);
ALTER TABLE concept_relationship REPLICA IDENTITY FULL;
COMMENT ON TABLE concept_relationship IS '概念关系';

CREATE TABLE vocabulary (
  vocabulary_id         text NOT NULL,
  vocabulary_name       text,
  vocabulary_reference  text,
  vocabulary_version    text,
  vocabulary_concept_id bigint,
  PRIMARY KEY (vocabulary_id)
);
ALTER TABLE vocabulary REPLICA IDENTITY FULL;
COMMENT ON TABLE vocabulary IS '词表';
