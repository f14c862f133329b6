-- 县级医院 HIS（产品 his_county，东渠、西渠两县医院各一库）
-- Every table has REPLICA IDENTITY FULL: a delete then carries its whole row (and with it the institution),
-- and an update never carries a placeholder where PostgreSQL stored a large text out of line.

CREATE SCHEMA IF NOT EXISTS his;
SET search_path TO his;

CREATE TABLE dept_dict (
  dept_code   varchar(8) NOT NULL,
  dept_name   varchar(40),
  dept_attr   varchar(1),
  clinic_flag smallint,
  inp_flag    smallint,
  PRIMARY KEY (dept_code)
);
ALTER TABLE dept_dict REPLICA IDENTITY FULL;
COMMENT ON TABLE dept_dict IS '科室字典';
COMMENT ON COLUMN dept_dict.dept_code IS '科室编码（本院）';
COMMENT ON COLUMN dept_dict.dept_name IS '科室名称';
COMMENT ON COLUMN dept_dict.dept_attr IS '科室属性：C临床 T医技 A管理';
COMMENT ON COLUMN dept_dict.clinic_flag IS '门诊标志';
COMMENT ON COLUMN dept_dict.inp_flag IS '住院标志';

CREATE TABLE staff_dict (
  emp_no    varchar(10) NOT NULL,
  name      varchar(30),
  sex       varchar(1),
  dept_code varchar(8),
  title     varchar(20),
  job       varchar(10),
  PRIMARY KEY (emp_no)
);
ALTER TABLE staff_dict REPLICA IDENTITY FULL;
COMMENT ON TABLE staff_dict IS '工作人员字典';
COMMENT ON COLUMN staff_dict.emp_no IS '人员编号';
COMMENT ON COLUMN staff_dict.name IS '姓名';
COMMENT ON COLUMN staff_dict.sex IS '性别：M男 F女';
COMMENT ON COLUMN staff_dict.dept_code IS '所在科室';
COMMENT ON COLUMN staff_dict.title IS '职称';
COMMENT ON COLUMN staff_dict.job IS '岗位：医生 护士 药师 技师';

CREATE TABLE bed_rec (
  bed_no     varchar(10) NOT NULL,
  ward_code  varchar(8),
  dept_code  varchar(8),
  bed_class  varchar(10),
  open_flag  smallint,
  bed_status varchar(1),
  PRIMARY KEY (bed_no)
);
ALTER TABLE bed_rec REPLICA IDENTITY FULL;
COMMENT ON TABLE bed_rec IS '床位记录';
COMMENT ON COLUMN bed_rec.bed_no IS '床号';
COMMENT ON COLUMN bed_rec.ward_code IS '护理单元';
COMMENT ON COLUMN bed_rec.dept_code IS '科室编码';
COMMENT ON COLUMN bed_rec.bed_class IS '床位等级：普通 监护 加床';
COMMENT ON COLUMN bed_rec.open_flag IS '开放标志';
COMMENT ON COLUMN bed_rec.bed_status IS '状态：0空床 1占用 2停用';

CREATE TABLE pat_master_index (
  patient_id        varchar(16) NOT NULL,
  inp_no            varchar(12),
  name              varchar(30),
  name_phonetic     varchar(60),
  sex               varchar(1),
  date_of_birth     date,
  id_type           varchar(1),
  id_no             varchar(30),
  phone             varchar(20),
  marital_status    varchar(1),
  nation            varchar(20),
  occupation        varchar(20),
  mailing_address   varchar(200),
  zone_code         varchar(12),
  blood_type        varchar(4),
  charge_type       varchar(10),
  insurance_no      varchar(30),
  next_of_kin       varchar(30),
  next_of_kin_phone varchar(20),
  deceased_time     timestamp,
  create_time       timestamp,
  last_update       timestamp,
  PRIMARY KEY (patient_id)
);
ALTER TABLE pat_master_index REPLICA IDENTITY FULL;
COMMENT ON TABLE pat_master_index IS '病人主索引';
COMMENT ON COLUMN pat_master_index.patient_id IS '病人标识号';
COMMENT ON COLUMN pat_master_index.inp_no IS '住院号';
COMMENT ON COLUMN pat_master_index.name IS '姓名';
COMMENT ON COLUMN pat_master_index.name_phonetic IS '姓名拼音';
COMMENT ON COLUMN pat_master_index.sex IS '性别：M男 F女 U未知';
COMMENT ON COLUMN pat_master_index.date_of_birth IS '出生日期';
COMMENT ON COLUMN pat_master_index.id_type IS '证件类别：A身份证 B户口本 C护照 D军官证 E港澳台通行证 Z其他';
COMMENT ON COLUMN pat_master_index.id_no IS '证件号';
COMMENT ON COLUMN pat_master_index.phone IS '电话';
COMMENT ON COLUMN pat_master_index.marital_status IS '婚姻：S未婚 M已婚 W丧偶 D离婚 O其他';
COMMENT ON COLUMN pat_master_index.nation IS '民族（汉字）';
COMMENT ON COLUMN pat_master_index.occupation IS '职业';
COMMENT ON COLUMN pat_master_index.mailing_address IS '通信地址';
COMMENT ON COLUMN pat_master_index.zone_code IS '地区编码';
COMMENT ON COLUMN pat_master_index.blood_type IS '血型：A B O AB';
COMMENT ON COLUMN pat_master_index.charge_type IS '费别：城镇职工 城乡居民 自费';
COMMENT ON COLUMN pat_master_index.insurance_no IS '医疗证号';
COMMENT ON COLUMN pat_master_index.next_of_kin IS '联系人';
COMMENT ON COLUMN pat_master_index.next_of_kin_phone IS '联系人电话';
COMMENT ON COLUMN pat_master_index.deceased_time IS '死亡时间';
COMMENT ON COLUMN pat_master_index.create_time IS '建立日期';
COMMENT ON COLUMN pat_master_index.last_update IS '最近更新';

CREATE TABLE clinic_appoints (
  appoint_no     varchar(16) NOT NULL,
  patient_id     varchar(16),
  clinic_dept    varchar(8),
  doctor         varchar(10),
  appoint_mode   varchar(10),
  clinic_time    timestamp,
  appoint_time   timestamp,
  visit_no       varchar(20),
  appoint_status varchar(1),
  PRIMARY KEY (appoint_no)
);
ALTER TABLE clinic_appoints REPLICA IDENTITY FULL;
COMMENT ON TABLE clinic_appoints IS '门诊预约记录';
COMMENT ON COLUMN clinic_appoints.appoint_no IS '预约号';
COMMENT ON COLUMN clinic_appoints.patient_id IS '病人标识号';
COMMENT ON COLUMN clinic_appoints.clinic_dept IS '预约科室';
COMMENT ON COLUMN clinic_appoints.doctor IS '预约医生';
COMMENT ON COLUMN clinic_appoints.appoint_mode IS '预约途径：窗口 微信 电话 转诊';
COMMENT ON COLUMN clinic_appoints.clinic_time IS '预约就诊时间';
COMMENT ON COLUMN clinic_appoints.appoint_time IS '预约操作时间';
COMMENT ON COLUMN clinic_appoints.visit_no IS '就诊后的就诊号';
COMMENT ON COLUMN clinic_appoints.appoint_status IS '状态：A有效 V已就诊 C取消 N爽约';

CREATE TABLE clinic_master (
  visit_no         varchar(20) NOT NULL,
  patient_id       varchar(16),
  appoint_no       varchar(16),
  clinic_type      varchar(4),
  visit_dept       varchar(8),
  doctor           varchar(10),
  registering_time timestamp,
  visit_time       timestamp,
  end_time         timestamp,
  first_visit      smallint,
  chief_complaint  text,
  med_history      text,
  diag_code        varchar(20),
  diag_desc        varchar(100),
  regist_fee       numeric(12,2),
  returned_time    timestamp,
  referral_no      varchar(30),
  regist_status    varchar(1),
  update_time      timestamp,
  PRIMARY KEY (visit_no)
);
ALTER TABLE clinic_master REPLICA IDENTITY FULL;
COMMENT ON TABLE clinic_master IS '门诊就诊';
COMMENT ON COLUMN clinic_master.visit_no IS '就诊号（以O开头）';
COMMENT ON COLUMN clinic_master.patient_id IS '病人标识号';
COMMENT ON COLUMN clinic_master.appoint_no IS '预约号';
COMMENT ON COLUMN clinic_master.clinic_type IS '号类：GE普通 EX专家 EM急诊 PE体检';
COMMENT ON COLUMN clinic_master.visit_dept IS '就诊科室';
COMMENT ON COLUMN clinic_master.doctor IS '医生';
COMMENT ON COLUMN clinic_master.registering_time IS '挂号时间';
COMMENT ON COLUMN clinic_master.visit_time IS '接诊时间';
COMMENT ON COLUMN clinic_master.end_time IS '结束时间';
COMMENT ON COLUMN clinic_master.first_visit IS '初诊标志';
COMMENT ON COLUMN clinic_master.chief_complaint IS '主诉';
COMMENT ON COLUMN clinic_master.med_history IS '病史';
COMMENT ON COLUMN clinic_master.diag_code IS '主要诊断编码';
COMMENT ON COLUMN clinic_master.diag_desc IS '主要诊断';
COMMENT ON COLUMN clinic_master.regist_fee IS '挂号费';
COMMENT ON COLUMN clinic_master.returned_time IS '退号时间';
COMMENT ON COLUMN clinic_master.referral_no IS '区域转诊单号';
COMMENT ON COLUMN clinic_master.regist_status IS '状态：N正常 R退号 F已就诊';
COMMENT ON COLUMN clinic_master.update_time IS '更新时间';

CREATE TABLE clinic_diag (
  visit_no   varchar(20) NOT NULL,
  diag_no    integer NOT NULL,
  patient_id varchar(16),
  diag_type  varchar(1),
  diag_code  varchar(20),
  diag_desc  varchar(100),
  diag_time  timestamp,
  visit_dept varchar(8),
  doctor     varchar(10),
  PRIMARY KEY (visit_no, diag_no)
);
ALTER TABLE clinic_diag REPLICA IDENTITY FULL;
COMMENT ON TABLE clinic_diag IS '门诊诊断';
COMMENT ON COLUMN clinic_diag.visit_no IS '就诊号';
COMMENT ON COLUMN clinic_diag.diag_no IS '诊断序号';
COMMENT ON COLUMN clinic_diag.patient_id IS '病人标识号';
COMMENT ON COLUMN clinic_diag.diag_type IS '类别：M主要 S次要 P疑似';
COMMENT ON COLUMN clinic_diag.diag_code IS '诊断编码（本院码或ICD-10）';
COMMENT ON COLUMN clinic_diag.diag_desc IS '诊断描述';
COMMENT ON COLUMN clinic_diag.diag_time IS '诊断时间';
COMMENT ON COLUMN clinic_diag.visit_dept IS '科室';
COMMENT ON COLUMN clinic_diag.doctor IS '医生';

CREATE TABLE drug_presc_master (
  presc_no      varchar(20) NOT NULL,
  visit_no      varchar(20),
  patient_id    varchar(16),
  presc_type    varchar(4),
  ordered_dept  varchar(8),
  doctor        varchar(10),
  presc_time    timestamp,
  dispense_time timestamp,
  costs         numeric(12,2),
  presc_status  varchar(1),
  PRIMARY KEY (presc_no)
);
ALTER TABLE drug_presc_master REPLICA IDENTITY FULL;
COMMENT ON TABLE drug_presc_master IS '处方主记录';
COMMENT ON COLUMN drug_presc_master.presc_no IS '处方号';
COMMENT ON COLUMN drug_presc_master.visit_no IS '就诊号';
COMMENT ON COLUMN drug_presc_master.patient_id IS '病人标识号';
COMMENT ON COLUMN drug_presc_master.presc_type IS '处方类别：W西药 Z中药';
COMMENT ON COLUMN drug_presc_master.ordered_dept IS '开单科室';
COMMENT ON COLUMN drug_presc_master.doctor IS '开单医生';
COMMENT ON COLUMN drug_presc_master.presc_time IS '开方时间';
COMMENT ON COLUMN drug_presc_master.dispense_time IS '发药时间';
COMMENT ON COLUMN drug_presc_master.costs IS '费用';
COMMENT ON COLUMN drug_presc_master.presc_status IS '状态：N新开 P已付费 D已发药 X作废';

CREATE TABLE drug_presc_detail (
  presc_no       varchar(20) NOT NULL,
  item_no        integer NOT NULL,
  visit_no       varchar(20),
  patient_id     varchar(16),
  drug_code      varchar(20),
  drug_name      varchar(100),
  drug_spec      varchar(40),
  dosage         numeric(10,3),
  dosage_units   varchar(8),
  administration varchar(20),
  frequency      varchar(20),
  days           integer,
  quantity       numeric(10,3),
  package_units  varchar(8),
  costs          numeric(12,2),
  ordered_dept   varchar(8),
  presc_time     timestamp,
  presc_status   varchar(1),
  PRIMARY KEY (presc_no, item_no)
);
ALTER TABLE drug_presc_detail REPLICA IDENTITY FULL;
COMMENT ON TABLE drug_presc_detail IS '处方明细';
COMMENT ON COLUMN drug_presc_detail.presc_no IS '处方号';
COMMENT ON COLUMN drug_presc_detail.item_no IS '项目序号';
COMMENT ON COLUMN drug_presc_detail.visit_no IS '就诊号';
COMMENT ON COLUMN drug_presc_detail.patient_id IS '病人标识号';
COMMENT ON COLUMN drug_presc_detail.drug_code IS '药品编码（本院）';
COMMENT ON COLUMN drug_presc_detail.drug_name IS '药品名称';
COMMENT ON COLUMN drug_presc_detail.drug_spec IS '规格';
COMMENT ON COLUMN drug_presc_detail.dosage IS '一次剂量';
COMMENT ON COLUMN drug_presc_detail.dosage_units IS '剂量单位';
COMMENT ON COLUMN drug_presc_detail.administration IS '给药途径（汉字）：口服 静脉滴注 肌肉注射 皮下注射 吸入 外用';
COMMENT ON COLUMN drug_presc_detail.frequency IS '频次（汉字）：每日一次 每日二次 每日三次 每晚一次 必要时 立即';
COMMENT ON COLUMN drug_presc_detail.days IS '天数';
COMMENT ON COLUMN drug_presc_detail.quantity IS '数量';
COMMENT ON COLUMN drug_presc_detail.package_units IS '包装单位';
COMMENT ON COLUMN drug_presc_detail.costs IS '费用';
COMMENT ON COLUMN drug_presc_detail.ordered_dept IS '开单科室';
COMMENT ON COLUMN drug_presc_detail.presc_time IS '开方时间';
COMMENT ON COLUMN drug_presc_detail.presc_status IS '状态：N新开 P已付费 D已发药 X作废';

CREATE TABLE pat_visit (
  visit_no              varchar(20) NOT NULL,
  patient_id            varchar(16),
  inp_no                varchar(12),
  visit_id              integer,
  admission_type        varchar(2),
  admission_time        timestamp,
  dept_admission        varchar(8),
  dept_current          varchar(8),
  bed_no                varchar(10),
  doctor_in_charge      varchar(10),
  admit_diag_code       varchar(20),
  admit_diag_desc       varchar(100),
  discharge_time        timestamp,
  dept_discharge        varchar(8),
  main_diag_code        varchar(20),
  main_diag_desc        varchar(100),
  main_diag_poa         varchar(1),
  discharge_disposition varchar(2),
  receive_org           varchar(12),
  readmit_plan          smallint,
  referral_no           varchar(30),
  death_time            timestamp,
  total_costs           numeric(12,2),
  total_payments        numeric(12,2),
  visit_status          varchar(1),
  update_time           timestamp,
  PRIMARY KEY (visit_no)
);
ALTER TABLE pat_visit REPLICA IDENTITY FULL;
COMMENT ON TABLE pat_visit IS '病人住院主记录（含病案首页）';
COMMENT ON COLUMN pat_visit.visit_no IS '住院就诊号（以I开头）';
COMMENT ON COLUMN pat_visit.patient_id IS '病人标识号';
COMMENT ON COLUMN pat_visit.inp_no IS '住院号';
COMMENT ON COLUMN pat_visit.visit_id IS '第几次住院';
COMMENT ON COLUMN pat_visit.admission_type IS '入院方式：EM急诊 OP门诊 TR转入 OT其他';
COMMENT ON COLUMN pat_visit.admission_time IS '入院日期及时间';
COMMENT ON COLUMN pat_visit.dept_admission IS '入院科室';
COMMENT ON COLUMN pat_visit.dept_current IS '当前科室';
COMMENT ON COLUMN pat_visit.bed_no IS '床号';
COMMENT ON COLUMN pat_visit.doctor_in_charge IS '经治医师';
COMMENT ON COLUMN pat_visit.admit_diag_code IS '入院诊断编码';
COMMENT ON COLUMN pat_visit.admit_diag_desc IS '入院诊断';
COMMENT ON COLUMN pat_visit.discharge_time IS '出院日期及时间';
COMMENT ON COLUMN pat_visit.dept_discharge IS '出院科室';
COMMENT ON COLUMN pat_visit.main_diag_code IS '出院主要诊断编码';
COMMENT ON COLUMN pat_visit.main_diag_desc IS '出院主要诊断';
COMMENT ON COLUMN pat_visit.main_diag_poa IS '主要诊断入院病情：1有 2临床未确定 3情况不明 4无';
COMMENT ON COLUMN pat_visit.discharge_disposition IS '离院方式：01医嘱离院 02转上级或他院 03转基层 04自动出院 05死亡 99其他';
COMMENT ON COLUMN pat_visit.receive_org IS '拟接收机构';
COMMENT ON COLUMN pat_visit.readmit_plan IS '31天内再入院计划：0无 1有';
COMMENT ON COLUMN pat_visit.referral_no IS '区域转诊单号';
COMMENT ON COLUMN pat_visit.death_time IS '死亡时间';
COMMENT ON COLUMN pat_visit.total_costs IS '总费用';
COMMENT ON COLUMN pat_visit.total_payments IS '个人自付';
COMMENT ON COLUMN pat_visit.visit_status IS '状态：A在院 D出院 C取消';
COMMENT ON COLUMN pat_visit.update_time IS '更新时间';

CREATE TABLE medrec_diag (
  visit_no       varchar(20) NOT NULL,
  diag_no        integer NOT NULL,
  patient_id     varchar(16),
  diag_type      varchar(1),
  diag_code      varchar(20),
  diag_desc      varchar(100),
  poa            varchar(1),
  treat_result   varchar(10),
  admission_time timestamp,
  discharge_time timestamp,
  dept_discharge varchar(8),
  PRIMARY KEY (visit_no, diag_no)
);
ALTER TABLE medrec_diag REPLICA IDENTITY FULL;
COMMENT ON TABLE medrec_diag IS '病案诊断';
COMMENT ON COLUMN medrec_diag.visit_no IS '住院就诊号';
COMMENT ON COLUMN medrec_diag.diag_no IS '诊断序号（1为主要诊断）';
COMMENT ON COLUMN medrec_diag.patient_id IS '病人标识号';
COMMENT ON COLUMN medrec_diag.diag_type IS '类别：M主要 S其他';
COMMENT ON COLUMN medrec_diag.diag_code IS '诊断编码（本院码或ICD-10）';
COMMENT ON COLUMN medrec_diag.diag_desc IS '诊断描述';
COMMENT ON COLUMN medrec_diag.poa IS '入院病情：1有 2临床未确定 3情况不明 4无';
COMMENT ON COLUMN medrec_diag.treat_result IS '治疗结果：治愈 好转 未愈 死亡 其他';
COMMENT ON COLUMN medrec_diag.admission_time IS '入院时间';
COMMENT ON COLUMN medrec_diag.discharge_time IS '出院时间';
COMMENT ON COLUMN medrec_diag.dept_discharge IS '出院科室';

CREATE TABLE medrec_oper (
  visit_no    varchar(20) NOT NULL,
  oper_no     integer NOT NULL,
  patient_id  varchar(16),
  oper_code   varchar(20),
  oper_desc   varchar(100),
  start_time  timestamp,
  end_time    timestamp,
  oper_scale  varchar(2),
  oper_kind   varchar(2),
  wound_grade varchar(4),
  heal        varchar(2),
  anaesthesia varchar(20),
  operator    varchar(10),
  oper_dept   varchar(8),
  return_flag smallint,
  oper_status varchar(1),
  PRIMARY KEY (visit_no, oper_no)
);
ALTER TABLE medrec_oper REPLICA IDENTITY FULL;
COMMENT ON TABLE medrec_oper IS '病案手术';
COMMENT ON COLUMN medrec_oper.visit_no IS '住院就诊号';
COMMENT ON COLUMN medrec_oper.oper_no IS '手术序号';
COMMENT ON COLUMN medrec_oper.patient_id IS '病人标识号';
COMMENT ON COLUMN medrec_oper.oper_code IS '手术编码（本院）';
COMMENT ON COLUMN medrec_oper.oper_desc IS '手术名称';
COMMENT ON COLUMN medrec_oper.start_time IS '开始时间';
COMMENT ON COLUMN medrec_oper.end_time IS '结束时间';
COMMENT ON COLUMN medrec_oper.oper_scale IS '手术等级：一 二 三 四';
COMMENT ON COLUMN medrec_oper.oper_kind IS '手术性质：择期 急诊';
COMMENT ON COLUMN medrec_oper.wound_grade IS '切口：0 Ⅰ Ⅱ Ⅲ';
COMMENT ON COLUMN medrec_oper.heal IS '愈合：甲 乙 丙';
COMMENT ON COLUMN medrec_oper.anaesthesia IS '麻醉方法';
COMMENT ON COLUMN medrec_oper.operator IS '手术者';
COMMENT ON COLUMN medrec_oper.oper_dept IS '手术科室';
COMMENT ON COLUMN medrec_oper.return_flag IS '非计划再次手术';
COMMENT ON COLUMN medrec_oper.oper_status IS '状态：P预约 F完成 C取消';

CREATE TABLE inp_orders (
  visit_no         varchar(20) NOT NULL,
  order_no         integer NOT NULL,
  patient_id       varchar(16),
  repeat_indicator smallint,
  order_class      varchar(1),
  order_code       varchar(20),
  order_text       varchar(100),
  dosage           numeric(10,3),
  dosage_units     varchar(8),
  administration   varchar(20),
  frequency        varchar(20),
  quantity         numeric(10,3),
  package_units    varchar(8),
  start_time       timestamp,
  stop_time        timestamp,
  ordering_dept    varchar(8),
  doctor           varchar(10),
  order_status     varchar(1),
  PRIMARY KEY (visit_no, order_no)
);
ALTER TABLE inp_orders REPLICA IDENTITY FULL;
COMMENT ON TABLE inp_orders IS '住院医嘱';
COMMENT ON COLUMN inp_orders.visit_no IS '住院就诊号';
COMMENT ON COLUMN inp_orders.order_no IS '医嘱号';
COMMENT ON COLUMN inp_orders.patient_id IS '病人标识号';
COMMENT ON COLUMN inp_orders.repeat_indicator IS '长期医嘱标志：1长期 0临时';
COMMENT ON COLUMN inp_orders.order_class IS '类别：A药品 B检查 C检验 D治疗 E手术 H护理 I膳食';
COMMENT ON COLUMN inp_orders.order_code IS '项目编码（本院）';
COMMENT ON COLUMN inp_orders.order_text IS '医嘱内容';
COMMENT ON COLUMN inp_orders.dosage IS '一次剂量';
COMMENT ON COLUMN inp_orders.dosage_units IS '剂量单位';
COMMENT ON COLUMN inp_orders.administration IS '给药途径（汉字）';
COMMENT ON COLUMN inp_orders.frequency IS '频次（汉字）';
COMMENT ON COLUMN inp_orders.quantity IS '总量';
COMMENT ON COLUMN inp_orders.package_units IS '总量单位';
COMMENT ON COLUMN inp_orders.start_time IS '开始时间';
COMMENT ON COLUMN inp_orders.stop_time IS '停止时间';
COMMENT ON COLUMN inp_orders.ordering_dept IS '开单科室';
COMMENT ON COLUMN inp_orders.doctor IS '医生';
COMMENT ON COLUMN inp_orders.order_status IS '状态：1新开 2执行 3停止 4作废';

CREATE TABLE bill_master (
  rcpt_no       varchar(20) NOT NULL,
  patient_id    varchar(16),
  visit_no      varchar(20),
  total_costs   numeric(12,2),
  insurance_pay numeric(12,2),
  self_pay      numeric(12,2),
  settle_time   timestamp,
  settle_type   varchar(1),
  rcpt_status   varchar(1),
  PRIMARY KEY (rcpt_no)
);
ALTER TABLE bill_master REPLICA IDENTITY FULL;
COMMENT ON TABLE bill_master IS '结算主记录';
COMMENT ON COLUMN bill_master.rcpt_no IS '收据号';
COMMENT ON COLUMN bill_master.patient_id IS '病人标识号';
COMMENT ON COLUMN bill_master.visit_no IS '就诊号（门诊O、住院I）';
COMMENT ON COLUMN bill_master.total_costs IS '总费用';
COMMENT ON COLUMN bill_master.insurance_pay IS '医保支付';
COMMENT ON COLUMN bill_master.self_pay IS '个人支付';
COMMENT ON COLUMN bill_master.settle_time IS '结算时间';
COMMENT ON COLUMN bill_master.settle_type IS '类型：O门诊 I住院';
COMMENT ON COLUMN bill_master.rcpt_status IS '状态：N正常 R退费';

CREATE TABLE bill_items (
  item_id       bigint NOT NULL,
  rcpt_no       varchar(20),
  patient_id    varchar(16),
  visit_no      varchar(20),
  item_class    varchar(1),
  item_code     varchar(20),
  item_name     varchar(100),
  amount        numeric(10,3),
  units         varchar(10),
  price         numeric(12,2),
  costs         numeric(12,2),
  insurance_pay numeric(12,2),
  performed_by  varchar(8),
  billing_time  timestamp,
  item_status   varchar(1),
  PRIMARY KEY (item_id)
);
ALTER TABLE bill_items REPLICA IDENTITY FULL;
COMMENT ON TABLE bill_items IS '费用明细';
COMMENT ON COLUMN bill_items.item_id IS '明细标识';
COMMENT ON COLUMN bill_items.rcpt_no IS '收据号';
COMMENT ON COLUMN bill_items.patient_id IS '病人标识号';
COMMENT ON COLUMN bill_items.visit_no IS '就诊号（门诊O、住院I）';
COMMENT ON COLUMN bill_items.item_class IS '项目类别：A西药 B中药 C化验 D检查 E治疗 F手术 G床位 H护理 I诊察 J材料 K挂号 Z其他';
COMMENT ON COLUMN bill_items.item_code IS '项目编码（本院）';
COMMENT ON COLUMN bill_items.item_name IS '项目名称';
COMMENT ON COLUMN bill_items.amount IS '数量';
COMMENT ON COLUMN bill_items.units IS '单位';
COMMENT ON COLUMN bill_items.price IS '单价';
COMMENT ON COLUMN bill_items.costs IS '应收费用，退费为负';
COMMENT ON COLUMN bill_items.insurance_pay IS '医保支付';
COMMENT ON COLUMN bill_items.performed_by IS '执行科室';
COMMENT ON COLUMN bill_items.billing_time IS '计价时间';
COMMENT ON COLUMN bill_items.item_status IS '状态：N正常 R退费 X作废';

CREATE TABLE bed_census (
  census_date   date NOT NULL,
  bed_no        varchar(10) NOT NULL,
  visit_no      varchar(20),
  patient_id    varchar(16),
  dept_code     varchar(8),
  open_flag     smallint,
  occupied_flag smallint,
  PRIMARY KEY (census_date, bed_no)
);
ALTER TABLE bed_census REPLICA IDENTITY FULL;
COMMENT ON TABLE bed_census IS '床位日报';
COMMENT ON COLUMN bed_census.census_date IS '日期';
COMMENT ON COLUMN bed_census.bed_no IS '床号';
COMMENT ON COLUMN bed_census.visit_no IS '住院就诊号（空为空床）';
COMMENT ON COLUMN bed_census.patient_id IS '病人标识号';
COMMENT ON COLUMN bed_census.dept_code IS '科室编码';
COMMENT ON COLUMN bed_census.open_flag IS '开放标志';
COMMENT ON COLUMN bed_census.occupied_flag IS '占用标志';

CREATE TABLE vital_signs_rec (
  rec_id      bigint NOT NULL,
  visit_no    varchar(20),
  patient_id  varchar(16),
  vital_code  varchar(8),
  vital_name  varchar(20),
  vital_value varchar(20),
  units       varchar(10),
  time_point  timestamp,
  nurse       varchar(10),
  PRIMARY KEY (rec_id)
);
ALTER TABLE vital_signs_rec REPLICA IDENTITY FULL;
COMMENT ON TABLE vital_signs_rec IS '体征记录';
COMMENT ON COLUMN vital_signs_rec.rec_id IS '记录标识';
COMMENT ON COLUMN vital_signs_rec.visit_no IS '就诊号（门诊O、住院I）';
COMMENT ON COLUMN vital_signs_rec.patient_id IS '病人标识号';
COMMENT ON COLUMN vital_signs_rec.vital_code IS '体征项目（本院码）：T01体温 T02脉搏 T03呼吸 T04收缩压 T05舒张压 T06血氧 T07身高 T08体重';
COMMENT ON COLUMN vital_signs_rec.vital_name IS '体征项目名称';
COMMENT ON COLUMN vital_signs_rec.vital_value IS '值';
COMMENT ON COLUMN vital_signs_rec.units IS '单位';
COMMENT ON COLUMN vital_signs_rec.time_point IS '测量时间';
COMMENT ON COLUMN vital_signs_rec.nurse IS '护士';

CREATE TABLE lab_test_master (
  test_no        varchar(20) NOT NULL,
  patient_id     varchar(16),
  visit_no       varchar(20),
  test_cause     varchar(40),
  specimen       varchar(10),
  ordering_dept  varchar(8),
  doctor         varchar(10),
  requested_time timestamp,
  sample_time    timestamp,
  received_time  timestamp,
  result_time    timestamp,
  priority       smallint,
  result_status  varchar(1),
  PRIMARY KEY (test_no)
);
ALTER TABLE lab_test_master REPLICA IDENTITY FULL;
COMMENT ON TABLE lab_test_master IS '检验主记录';
COMMENT ON COLUMN lab_test_master.test_no IS '检验申请号';
COMMENT ON COLUMN lab_test_master.patient_id IS '病人标识号';
COMMENT ON COLUMN lab_test_master.visit_no IS '就诊号（门诊O、住院I）';
COMMENT ON COLUMN lab_test_master.test_cause IS '检验项目';
COMMENT ON COLUMN lab_test_master.specimen IS '标本';
COMMENT ON COLUMN lab_test_master.ordering_dept IS '开单科室';
COMMENT ON COLUMN lab_test_master.doctor IS '医生';
COMMENT ON COLUMN lab_test_master.requested_time IS '申请时间';
COMMENT ON COLUMN lab_test_master.sample_time IS '采样时间';
COMMENT ON COLUMN lab_test_master.received_time IS '接收时间';
COMMENT ON COLUMN lab_test_master.result_time IS '报告时间';
COMMENT ON COLUMN lab_test_master.priority IS '优先标志';
COMMENT ON COLUMN lab_test_master.result_status IS '状态：1申请 2采样 3检验 4报告 9取消';

CREATE TABLE lab_result (
  test_no               varchar(20) NOT NULL,
  item_no               integer NOT NULL,
  patient_id            varchar(16),
  visit_no              varchar(20),
  report_item_code      varchar(20),
  report_item_name      varchar(60),
  result                varchar(50),
  units                 varchar(20),
  print_context         varchar(40),
  abnormal_indicator    varchar(2),
  critical_flag         smallint,
  critical_notify_time  timestamp,
  critical_receive_time timestamp,
  critical_handle_time  timestamp,
  ordering_dept         varchar(8),
  sample_time           timestamp,
  received_time         timestamp,
  result_time           timestamp,
  result_status         varchar(1),
  PRIMARY KEY (test_no, item_no)
);
ALTER TABLE lab_result REPLICA IDENTITY FULL;
COMMENT ON TABLE lab_result IS '检验结果';
COMMENT ON COLUMN lab_result.test_no IS '检验申请号';
COMMENT ON COLUMN lab_result.item_no IS '项目序号';
COMMENT ON COLUMN lab_result.patient_id IS '病人标识号';
COMMENT ON COLUMN lab_result.visit_no IS '就诊号（门诊O、住院I）';
COMMENT ON COLUMN lab_result.report_item_code IS '报告项目代码（本院）';
COMMENT ON COLUMN lab_result.report_item_name IS '报告项目名称';
COMMENT ON COLUMN lab_result.result IS '检验结果值';
COMMENT ON COLUMN lab_result.units IS '单位';
COMMENT ON COLUMN lab_result.print_context IS '正常参考值（文本，如 3.9-6.1）';
COMMENT ON COLUMN lab_result.abnormal_indicator IS '异常标志：N正常 H高 L低';
COMMENT ON COLUMN lab_result.critical_flag IS '危急值标志';
COMMENT ON COLUMN lab_result.critical_notify_time IS '危急值通知时间';
COMMENT ON COLUMN lab_result.critical_receive_time IS '危急值接收时间';
COMMENT ON COLUMN lab_result.critical_handle_time IS '危急值处置时间';
COMMENT ON COLUMN lab_result.ordering_dept IS '开单科室';
COMMENT ON COLUMN lab_result.sample_time IS '采样时间';
COMMENT ON COLUMN lab_result.received_time IS '接收时间';
COMMENT ON COLUMN lab_result.result_time IS '报告时间';
COMMENT ON COLUMN lab_result.result_status IS '状态：3初步 4已报告 9取消';
