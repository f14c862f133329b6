-- 区域双向转诊与远程会诊平台
-- Every table has REPLICA IDENTITY FULL: a delete then carries its whole row (and with it the institution),
-- and an update never carries a placeholder where PostgreSQL stored a large text out of line.

CREATE SCHEMA IF NOT EXISTS ref;
SET search_path TO ref;

CREATE TABLE org_directory (
  org_code    varchar(20) NOT NULL,
  org_name    varchar(100),
  org_name_en varchar(100),
  org_kind    varchar(2),
  org_tier    varchar(2),
  parent_code varchar(20),
  uscc        varchar(18),
  region_code varchar(6),
  address     varchar(200),
  phone       varchar(20),
  open_beds   integer,
  system_id   varchar(20),
  enabled     smallint,
  valid_from  date,
  valid_to    date,
  updated_at  timestamp,
  PRIMARY KEY (org_code)
);
ALTER TABLE org_directory REPLICA IDENTITY FULL;
COMMENT ON TABLE org_directory IS '机构目录';
COMMENT ON COLUMN org_directory.org_code IS '机构代码';
COMMENT ON COLUMN org_directory.org_name IS '机构名称';
COMMENT ON COLUMN org_directory.org_name_en IS '机构英文名称';
COMMENT ON COLUMN org_directory.org_kind IS '机构类别：1综合医院 2乡镇卫生院 3社区卫生服务中心 4村卫生室/社区卫生服务站';
COMMENT ON COLUMN org_directory.org_tier IS '层级：3三级医院 2县级医院 1基层中心 0村级';
COMMENT ON COLUMN org_directory.parent_code IS '上级（医共体牵头）机构代码';
COMMENT ON COLUMN org_directory.uscc IS '统一社会信用代码';
COMMENT ON COLUMN org_directory.region_code IS '行政区划代码';
COMMENT ON COLUMN org_directory.address IS '地址';
COMMENT ON COLUMN org_directory.phone IS '电话';
COMMENT ON COLUMN org_directory.open_beds IS '开放床位数';
COMMENT ON COLUMN org_directory.system_id IS '业务系统标识';
COMMENT ON COLUMN org_directory.enabled IS '启用标志';
COMMENT ON COLUMN org_directory.valid_from IS '启用日期';
COMMENT ON COLUMN org_directory.valid_to IS '停用日期';
COMMENT ON COLUMN org_directory.updated_at IS '更新时间';

CREATE TABLE expert_schedule (
  slot_id     bigint NOT NULL,
  org_code    varchar(20),
  dept_code   varchar(10),
  dept_name   varchar(50),
  expert_name varchar(50),
  slot_type   varchar(1),
  slot_start  timestamp,
  slot_total  integer,
  slot_used   integer,
  PRIMARY KEY (slot_id)
);
ALTER TABLE expert_schedule REPLICA IDENTITY FULL;
COMMENT ON TABLE expert_schedule IS '号源与专家排班';
COMMENT ON COLUMN expert_schedule.slot_id IS '号源标识';
COMMENT ON COLUMN expert_schedule.org_code IS '机构代码';
COMMENT ON COLUMN expert_schedule.dept_code IS '科室代码（接收机构本地码）';
COMMENT ON COLUMN expert_schedule.dept_name IS '科室名称';
COMMENT ON COLUMN expert_schedule.expert_name IS '专家姓名';
COMMENT ON COLUMN expert_schedule.slot_type IS '类型：1门诊 2床位 3会诊';
COMMENT ON COLUMN expert_schedule.slot_start IS '开始时间';
COMMENT ON COLUMN expert_schedule.slot_total IS '总量';
COMMENT ON COLUMN expert_schedule.slot_used IS '已用';

CREATE TABLE referral (
  referral_no      varchar(30) NOT NULL,
  direction        varchar(1),
  urgency          varchar(1),
  referral_kind    varchar(1),
  based_on         varchar(30),
  apply_org        varchar(20),
  apply_dept       varchar(50),
  apply_doctor     varchar(50),
  apply_system     varchar(20),
  apply_patient_no varchar(30),
  apply_visit_no   varchar(30),
  apply_visit_type varchar(1),
  recv_org         varchar(20),
  recv_dept        varchar(50),
  recv_doctor      varchar(50),
  recv_system      varchar(20),
  recv_patient_no  varchar(30),
  recv_visit_no    varchar(30),
  pat_name         varchar(50),
  pat_sex          varchar(1),
  pat_birth        date,
  id_no            varchar(30),
  phone            varchar(20),
  diag_code        varchar(20),
  diag_name        varchar(200),
  reason           varchar(2),
  summary          text,
  status           varchar(2),
  created_at       timestamp,
  submitted_at     timestamp,
  received_at      timestamp,
  accepted_at      timestamp,
  scheduled_at     timestamp,
  slot_time        timestamp,
  arrived_at       timestamp,
  treated_at       timestamp,
  completed_at     timestamp,
  feedback_at      timestamp,
  followed_up_at   timestamp,
  closed_at        timestamp,
  close_reason     varchar(200),
  updated_at       timestamp,
  PRIMARY KEY (referral_no)
);
ALTER TABLE referral REPLICA IDENTITY FULL;
COMMENT ON TABLE referral IS '转诊单';
COMMENT ON COLUMN referral.referral_no IS '转诊单号';
COMMENT ON COLUMN referral.direction IS '方向：1上转 2下转 3平转';
COMMENT ON COLUMN referral.urgency IS '紧急程度：1普通 2紧急';
COMMENT ON COLUMN referral.referral_kind IS '类型：1门诊转诊 2住院转诊 3检查检验';
COMMENT ON COLUMN referral.based_on IS '关联的原转诊单号（下转时）';
COMMENT ON COLUMN referral.apply_org IS '申请机构';
COMMENT ON COLUMN referral.apply_dept IS '申请科室名称';
COMMENT ON COLUMN referral.apply_doctor IS '申请医生';
COMMENT ON COLUMN referral.apply_system IS '申请机构业务系统标识';
COMMENT ON COLUMN referral.apply_patient_no IS '申请机构患者编号';
COMMENT ON COLUMN referral.apply_visit_no IS '申请机构就诊号';
COMMENT ON COLUMN referral.apply_visit_type IS '申请时就诊类型：1门诊 2急诊 3住院';
COMMENT ON COLUMN referral.recv_org IS '接收机构';
COMMENT ON COLUMN referral.recv_dept IS '接收科室名称';
COMMENT ON COLUMN referral.recv_doctor IS '接收医生';
COMMENT ON COLUMN referral.recv_system IS '接收机构业务系统标识';
COMMENT ON COLUMN referral.recv_patient_no IS '接收机构患者编号';
COMMENT ON COLUMN referral.recv_visit_no IS '接收机构就诊号';
COMMENT ON COLUMN referral.pat_name IS '患者姓名';
COMMENT ON COLUMN referral.pat_sex IS '性别：1男 2女';
COMMENT ON COLUMN referral.pat_birth IS '出生日期';
COMMENT ON COLUMN referral.id_no IS '身份证号';
COMMENT ON COLUMN referral.phone IS '联系电话';
COMMENT ON COLUMN referral.diag_code IS '诊断代码（ICD-10）';
COMMENT ON COLUMN referral.diag_name IS '诊断名称';
COMMENT ON COLUMN referral.reason IS '转诊原因：01病情危重 02诊断不明 03无条件诊治 04康复治疗 05慢病管理 06患者意愿 99其他';
COMMENT ON COLUMN referral.summary IS '病情摘要';
COMMENT ON COLUMN referral.status IS '当前状态：10草稿 20已提交 30已接收 40已同意 50已安排 60已到诊 70治疗中 80已完成 85已随访 91已拒绝 92已取消 93爽约 94超时关闭';
COMMENT ON COLUMN referral.created_at IS '创建时间';
COMMENT ON COLUMN referral.submitted_at IS '提交时间';
COMMENT ON COLUMN referral.received_at IS '接收时间';
COMMENT ON COLUMN referral.accepted_at IS '同意时间';
COMMENT ON COLUMN referral.scheduled_at IS '安排时间';
COMMENT ON COLUMN referral.slot_time IS '预约到诊时间';
COMMENT ON COLUMN referral.arrived_at IS '到诊时间';
COMMENT ON COLUMN referral.treated_at IS '开始治疗时间';
COMMENT ON COLUMN referral.completed_at IS '完成时间';
COMMENT ON COLUMN referral.feedback_at IS '反馈时间';
COMMENT ON COLUMN referral.followed_up_at IS '随访时间';
COMMENT ON COLUMN referral.closed_at IS '拒绝、取消、爽约或超时时间';
COMMENT ON COLUMN referral.close_reason IS '拒绝、取消或关闭原因';
COMMENT ON COLUMN referral.updated_at IS '更新时间';

CREATE TABLE referral_status_log (
  log_id       bigint NOT NULL,
  referral_no  varchar(30),
  apply_org    varchar(20),
  recv_org     varchar(20),
  from_status  varchar(2),
  to_status    varchar(2),
  changed_at   timestamp,
  operator     varchar(50),
  operator_org varchar(20),
  remark       varchar(200),
  PRIMARY KEY (log_id)
);
ALTER TABLE referral_status_log REPLICA IDENTITY FULL;
COMMENT ON TABLE referral_status_log IS '转诊状态流水';
COMMENT ON COLUMN referral_status_log.log_id IS '流水号';
COMMENT ON COLUMN referral_status_log.referral_no IS '转诊单号';
COMMENT ON COLUMN referral_status_log.apply_org IS '申请机构';
COMMENT ON COLUMN referral_status_log.recv_org IS '接收机构（当时）';
COMMENT ON COLUMN referral_status_log.from_status IS '原状态';
COMMENT ON COLUMN referral_status_log.to_status IS '新状态';
COMMENT ON COLUMN referral_status_log.changed_at IS '变更时间';
COMMENT ON COLUMN referral_status_log.operator IS '操作人';
COMMENT ON COLUMN referral_status_log.operator_org IS '操作机构';
COMMENT ON COLUMN referral_status_log.remark IS '备注';

CREATE TABLE teleconsult (
  consult_no       varchar(30) NOT NULL,
  consult_class    varchar(1),
  apply_org        varchar(20),
  apply_dept       varchar(50),
  apply_doctor     varchar(50),
  apply_system     varchar(20),
  apply_patient_no varchar(30),
  apply_visit_no   varchar(30),
  consult_org      varchar(20),
  consult_dept     varchar(50),
  expert_name      varchar(50),
  pat_name         varchar(50),
  pat_sex          varchar(1),
  id_no            varchar(30),
  diag_code        varchar(20),
  diag_name        varchar(200),
  purpose          text,
  opinion          text,
  status           varchar(2),
  fee              numeric(12,2),
  score            smallint,
  created_at       timestamp,
  applied_at       timestamp,
  accepted_at      timestamp,
  scheduled_at     timestamp,
  started_at       timestamp,
  opinion_at       timestamp,
  rated_at         timestamp,
  archived_at      timestamp,
  updated_at       timestamp,
  PRIMARY KEY (consult_no)
);
ALTER TABLE teleconsult REPLICA IDENTITY FULL;
COMMENT ON TABLE teleconsult IS '远程会诊单';
COMMENT ON COLUMN teleconsult.consult_no IS '会诊单号';
COMMENT ON COLUMN teleconsult.consult_class IS '类别：1急会诊 2普通会诊 3多学科会诊 4远程影像 5远程心电';
COMMENT ON COLUMN teleconsult.apply_org IS '申请机构';
COMMENT ON COLUMN teleconsult.apply_dept IS '申请科室';
COMMENT ON COLUMN teleconsult.apply_doctor IS '申请医生';
COMMENT ON COLUMN teleconsult.apply_system IS '申请机构业务系统标识';
COMMENT ON COLUMN teleconsult.apply_patient_no IS '申请机构患者编号';
COMMENT ON COLUMN teleconsult.apply_visit_no IS '申请机构就诊号';
COMMENT ON COLUMN teleconsult.consult_org IS '会诊机构';
COMMENT ON COLUMN teleconsult.consult_dept IS '会诊科室';
COMMENT ON COLUMN teleconsult.expert_name IS '会诊专家';
COMMENT ON COLUMN teleconsult.pat_name IS '患者姓名';
COMMENT ON COLUMN teleconsult.pat_sex IS '性别：1男 2女';
COMMENT ON COLUMN teleconsult.id_no IS '身份证号';
COMMENT ON COLUMN teleconsult.diag_code IS '初步诊断代码';
COMMENT ON COLUMN teleconsult.diag_name IS '初步诊断';
COMMENT ON COLUMN teleconsult.purpose IS '会诊目的';
COMMENT ON COLUMN teleconsult.opinion IS '会诊意见';
COMMENT ON COLUMN teleconsult.status IS '当前状态：10草稿 20已申请 30已受理 40已安排 50会诊中 60已出意见 70已评价 80已归档 91已拒绝 92已取消';
COMMENT ON COLUMN teleconsult.fee IS '会诊费（元）';
COMMENT ON COLUMN teleconsult.score IS '评分（1-5）';
COMMENT ON COLUMN teleconsult.created_at IS '创建时间';
COMMENT ON COLUMN teleconsult.applied_at IS '申请时间';
COMMENT ON COLUMN teleconsult.accepted_at IS '受理时间';
COMMENT ON COLUMN teleconsult.scheduled_at IS '安排时间';
COMMENT ON COLUMN teleconsult.started_at IS '开始时间';
COMMENT ON COLUMN teleconsult.opinion_at IS '出具意见时间';
COMMENT ON COLUMN teleconsult.rated_at IS '评价时间';
COMMENT ON COLUMN teleconsult.archived_at IS '归档时间';
COMMENT ON COLUMN teleconsult.updated_at IS '更新时间';

CREATE TABLE teleconsult_status_log (
  log_id       bigint NOT NULL,
  consult_no   varchar(30),
  apply_org    varchar(20),
  consult_org  varchar(20),
  from_status  varchar(2),
  to_status    varchar(2),
  changed_at   timestamp,
  operator     varchar(50),
  operator_org varchar(20),
  remark       varchar(200),
  PRIMARY KEY (log_id)
);
ALTER TABLE teleconsult_status_log REPLICA IDENTITY FULL;
COMMENT ON TABLE teleconsult_status_log IS '远程会诊状态流水';
COMMENT ON COLUMN teleconsult_status_log.log_id IS '流水号';
COMMENT ON COLUMN teleconsult_status_log.consult_no IS '会诊单号';
COMMENT ON COLUMN teleconsult_status_log.apply_org IS '申请机构';
COMMENT ON COLUMN teleconsult_status_log.consult_org IS '会诊机构';
COMMENT ON COLUMN teleconsult_status_log.from_status IS '原状态';
COMMENT ON COLUMN teleconsult_status_log.to_status IS '新状态';
COMMENT ON COLUMN teleconsult_status_log.changed_at IS '变更时间';
COMMENT ON COLUMN teleconsult_status_log.operator IS '操作人';
COMMENT ON COLUMN teleconsult_status_log.operator_org IS '操作机构';
COMMENT ON COLUMN teleconsult_status_log.remark IS '备注';
