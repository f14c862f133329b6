-- A lake as small as it can be: two hospitals, a diagnosis at level L5, and who may not see it.
INSERT INTO core.organization (org_code, org_name, org_name_en, org_kind, tier, region_code, address, phone, status, source, source_table, source_key, source_row, source_position, merged_at) VALUES
  ('990100H001', '云河市第一人民医院', 'Yunhe First People''s Hospital', 'hospital', 'tertiary', '990102', '运河大道88号', '0990-1', 'active', 'referral', 'org', '{}', 1, '1', TIMESTAMP '2026-01-01 00:00:00 UTC'),
  ('990121H001', '东渠县人民医院', 'East Canal County Hospital', 'hospital', 'county', '990121', '人民路12号', '0990-2', 'active', 'referral', 'org', '{}', 1, '1', TIMESTAMP '2026-01-01 00:00:00 UTC');

INSERT INTO core.patient (patient_id, org_code, local_patient_no, name, sex, birth_date, id_type, id_number, phone, address, region_code, source, source_table, source_key, source_row, source_position, merged_at) VALUES
  ('his_city:1', '990100H001', '1', '张三丰', '1', DATE '1971-05-17', '01', '11010519710517002X', '13812348000', '东渠县城关镇人民路12号', '990121', 'his_city', 'br_jbxx', '{"brid":1}', 1, '1', TIMESTAMP '2026-01-01 00:00:00 UTC'),
  ('his_city:2', '990100H001', '2', '欧阳一', '2', DATE '1920-02-03', '01', '110105192002030021', '13912345678', '新城区滨河路1号', '990102', 'his_city', 'br_jbxx', '{"brid":2}', 1, '1', TIMESTAMP '2026-01-01 00:00:00 UTC'),
  ('his_east:7', '990121H001', '7', '李四', '2', DATE '1980-10-01', '01', '110105198010010020', '13700001111', '西渠县建设路3号', '990122', 'his_east', 'patient', '{"id":7}', 1, '1', TIMESTAMP '2026-01-01 00:00:00 UTC');

INSERT INTO core.condition (condition_id, encounter_id, patient_id, org_code, category, code, code_system, code_prefix, display, recorded_at, source, source_table, source_key, source_row, source_position, merged_at) VALUES
  ('his_city:d1', 'his_city:v1', 'his_city:1', '990100H001', 'encounter', 'E11.900', 'ICD-10-CN', 'E11', '2型糖尿病', TIMESTAMP '2026-03-17 08:30:00 UTC', 'his_city', 'mz_zd', '{"zdxh":1}', 1, '1', TIMESTAMP '2026-03-18 00:00:00 UTC'),
  ('his_city:d2', 'his_city:v2', 'his_city:2', '990100H001', 'encounter', 'B20.101', 'ICD-10-CN', 'B20', 'HIV病', TIMESTAMP '2026-03-18 08:30:00 UTC', 'his_city', 'mz_zd', '{"zdxh":2}', 1, '1', TIMESTAMP '2026-03-18 00:00:00 UTC'),
  ('his_east:d7', 'his_east:v7', 'his_east:7', '990121H001', 'encounter', 'I10.x00', 'ICD-10-CN', 'I10', '高血压', TIMESTAMP '2026-04-02 08:30:00 UTC', 'his_east', 'diag', '{"id":7}', 1, '1', TIMESTAMP '2026-04-03 00:00:00 UTC'),
  ('his_east:d8', 'his_east:v7', 'his_east:7', '990121H001', 'encounter', NULL, 'ICD-10-CN', NULL, '未编码', TIMESTAMP '2026-04-02 08:30:00 UTC', 'his_east', 'diag', '{"id":8}', 1, '1', TIMESTAMP '2026-04-03 00:00:00 UTC');

INSERT INTO core.medication (medication_id, patient_id, org_code, kind, code, display, started_at, source, source_table, source_key, source_row, source_position, merged_at) VALUES
  ('his_city:m1', 'his_city:1', '990100H001', 'prescription', 'A16AA01', '左卡尼汀', TIMESTAMP '2026-03-17 00:00:00 UTC', 'his_city', 'mz_cfmx', '{"mxxh":1}', 1, '1', TIMESTAMP '2026-03-18 00:00:00 UTC');

INSERT INTO mart.patient_360 (person_id, identity_basis, patient_ids, registration_count, institution_count, org_codes, name, sex, birth_date, outpatient_count, emergency_count, inpatient_count, encounter_count, condition_count, conditions, observation_count, medication_count, procedure_count, charge_total, referral_count, computed_at) VALUES
  ('P01', 'resident_id', ARRAY['his_city:2', 'his_east:9'], 2, 2, ARRAY['990100H001', '990121H001'], '欧阳一', '2', DATE '1920-02-03', 1, 0, 0, 1, 2, ARRAY['B20', 'I10'], 0, 0, 0, 12.50, 0, TIMESTAMP '2026-05-01 00:00:00 UTC'),
  ('P02', 'resident_id', ARRAY['his_east:7'], 1, 1, ARRAY['990121H001'], '李四', '2', DATE '1980-10-01', 1, 0, 0, 1, 1, ARRAY['I10'], 0, 0, 0, 80, 0, TIMESTAMP '2026-05-01 00:00:00 UTC');

INSERT INTO ops.quarantine (quarantine_id, stage, source, source_table, reason_code, reason, payload, quarantined_at) VALUES
  ('q1', 'core', 'his_city', 'br_jbxx', 'YQ-CAST', 'birth_date: 张三丰', '{"xm":"张三丰"}', TIMESTAMP '2026-05-01 00:00:00 UTC');
