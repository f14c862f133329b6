-- 云河市第一人民医院 LIS
-- Every table has REPLICA IDENTITY FULL: a delete then carries its whole row (and with it the institution),
-- and an update never carries a placeholder where PostgreSQL stored a large text out of line.

CREATE SCHEMA IF NOT EXISTS lis;
SET search_path TO lis;

CREATE TABLE lis_item_dict (
  item_code  varchar(20) NOT NULL,
  item_name  varchar(100),
  item_ename varchar(30),
  spec_type  varchar(10),
  unit       varchar(20),
  ref_low    numeric(12,4),
  ref_high   numeric(12,4),
  panic_low  numeric(12,4),
  panic_high numeric(12,4),
  in_use     smallint,
  PRIMARY KEY (item_code)
);
ALTER TABLE lis_item_dict REPLICA IDENTITY FULL;
COMMENT ON TABLE lis_item_dict IS '检验项目字典';
COMMENT ON COLUMN lis_item_dict.item_code IS '检验项目代码（LIS）';
COMMENT ON COLUMN lis_item_dict.item_name IS '项目名称';
COMMENT ON COLUMN lis_item_dict.item_ename IS '英文缩写';
COMMENT ON COLUMN lis_item_dict.spec_type IS '标本类型';
COMMENT ON COLUMN lis_item_dict.unit IS '报告单位';
COMMENT ON COLUMN lis_item_dict.ref_low IS '参考下限';
COMMENT ON COLUMN lis_item_dict.ref_high IS '参考上限';
COMMENT ON COLUMN lis_item_dict.panic_low IS '危急值下限';
COMMENT ON COLUMN lis_item_dict.panic_high IS '危急值上限';
COMMENT ON COLUMN lis_item_dict.in_use IS '在用标志';

CREATE TABLE lis_request (
  req_no      varchar(20) NOT NULL,
  pat_no      varchar(20),
  visit_type  varchar(1),
  visit_no    varchar(20),
  pat_name    varchar(50),
  pat_sex     varchar(1),
  group_code  varchar(20),
  group_name  varchar(100),
  req_dept    varchar(10),
  req_doctor  varchar(12),
  req_time    timestamp,
  urgent_flag smallint,
  req_status  varchar(1),
  cancel_time timestamp,
  PRIMARY KEY (req_no)
);
ALTER TABLE lis_request REPLICA IDENTITY FULL;
COMMENT ON TABLE lis_request IS '检验申请单';
COMMENT ON COLUMN lis_request.req_no IS '申请单号';
COMMENT ON COLUMN lis_request.pat_no IS 'HIS患者编号';
COMMENT ON COLUMN lis_request.visit_type IS '病人来源：1门诊 2急诊 3住院 4体检';
COMMENT ON COLUMN lis_request.visit_no IS 'HIS就诊序号或住院序号';
COMMENT ON COLUMN lis_request.pat_name IS '患者姓名';
COMMENT ON COLUMN lis_request.pat_sex IS '性别：1男 2女';
COMMENT ON COLUMN lis_request.group_code IS '组套代码';
COMMENT ON COLUMN lis_request.group_name IS '组套名称';
COMMENT ON COLUMN lis_request.req_dept IS '申请科室（HIS科室代码）';
COMMENT ON COLUMN lis_request.req_doctor IS '申请医生';
COMMENT ON COLUMN lis_request.req_time IS '申请时间';
COMMENT ON COLUMN lis_request.urgent_flag IS '急诊标志';
COMMENT ON COLUMN lis_request.req_status IS '状态：1已申请 2已采样 3检验中 4已报告 9作废';
COMMENT ON COLUMN lis_request.cancel_time IS '作废时间';

CREATE TABLE lis_specimen (
  barcode       varchar(20) NOT NULL,
  req_no        varchar(20),
  pat_no        varchar(20),
  visit_no      varchar(20),
  spec_type     varchar(10),
  collect_time  timestamp,
  collector     varchar(12),
  receive_time  timestamp,
  receiver      varchar(12),
  reject_flag   smallint,
  reject_reason varchar(100),
  PRIMARY KEY (barcode)
);
ALTER TABLE lis_specimen REPLICA IDENTITY FULL;
COMMENT ON TABLE lis_specimen IS '标本';
COMMENT ON COLUMN lis_specimen.barcode IS '条码号';
COMMENT ON COLUMN lis_specimen.req_no IS '申请单号';
COMMENT ON COLUMN lis_specimen.pat_no IS 'HIS患者编号';
COMMENT ON COLUMN lis_specimen.visit_no IS 'HIS就诊序号或住院序号';
COMMENT ON COLUMN lis_specimen.spec_type IS '标本类型：血清 血浆 全血 尿液 粪便 其他';
COMMENT ON COLUMN lis_specimen.collect_time IS '采集时间';
COMMENT ON COLUMN lis_specimen.collector IS '采集人';
COMMENT ON COLUMN lis_specimen.receive_time IS '接收时间';
COMMENT ON COLUMN lis_specimen.receiver IS '接收人';
COMMENT ON COLUMN lis_specimen.reject_flag IS '拒收标志';
COMMENT ON COLUMN lis_specimen.reject_reason IS '拒收原因';

CREATE TABLE lis_report (
  report_no     varchar(20) NOT NULL,
  barcode       varchar(20),
  req_no        varchar(20),
  pat_no        varchar(20),
  visit_no      varchar(20),
  group_name    varchar(100),
  instrument    varchar(30),
  tester        varchar(12),
  auditor       varchar(12),
  test_time     timestamp,
  report_time   timestamp,
  report_status varchar(1),
  remark        text,
  PRIMARY KEY (report_no)
);
ALTER TABLE lis_report REPLICA IDENTITY FULL;
COMMENT ON TABLE lis_report IS '检验报告';
COMMENT ON COLUMN lis_report.report_no IS '报告单号';
COMMENT ON COLUMN lis_report.barcode IS '条码号';
COMMENT ON COLUMN lis_report.req_no IS '申请单号';
COMMENT ON COLUMN lis_report.pat_no IS 'HIS患者编号';
COMMENT ON COLUMN lis_report.visit_no IS 'HIS就诊序号或住院序号';
COMMENT ON COLUMN lis_report.group_name IS '报告名称';
COMMENT ON COLUMN lis_report.instrument IS '仪器';
COMMENT ON COLUMN lis_report.tester IS '检验人';
COMMENT ON COLUMN lis_report.auditor IS '审核人';
COMMENT ON COLUMN lis_report.test_time IS '检验时间';
COMMENT ON COLUMN lis_report.report_time IS '报告（审核）时间';
COMMENT ON COLUMN lis_report.report_status IS '状态：1初步 2已审核 3已修改 9作废';
COMMENT ON COLUMN lis_report.remark IS '备注';

CREATE TABLE lis_result (
  result_id     bigint NOT NULL,
  report_no     varchar(20),
  barcode       varchar(20),
  req_no        varchar(20),
  pat_no        varchar(20),
  visit_type    varchar(1),
  visit_no      varchar(20),
  item_code     varchar(20),
  item_name     varchar(100),
  result_value  varchar(50),
  unit          varchar(20),
  ref_low       numeric(12,4),
  ref_high      numeric(12,4),
  abn_flag      varchar(2),
  req_dept      varchar(10),
  collect_time  timestamp,
  receive_time  timestamp,
  report_time   timestamp,
  result_status varchar(1),
  PRIMARY KEY (result_id)
);
ALTER TABLE lis_result REPLICA IDENTITY FULL;
COMMENT ON TABLE lis_result IS '检验结果';
COMMENT ON COLUMN lis_result.result_id IS '结果序号';
COMMENT ON COLUMN lis_result.report_no IS '报告单号';
COMMENT ON COLUMN lis_result.barcode IS '条码号';
COMMENT ON COLUMN lis_result.req_no IS '申请单号';
COMMENT ON COLUMN lis_result.pat_no IS 'HIS患者编号';
COMMENT ON COLUMN lis_result.visit_type IS '病人来源：1门诊 2急诊 3住院 4体检';
COMMENT ON COLUMN lis_result.visit_no IS 'HIS就诊序号或住院序号';
COMMENT ON COLUMN lis_result.item_code IS '检验项目代码（LIS）';
COMMENT ON COLUMN lis_result.item_name IS '项目名称';
COMMENT ON COLUMN lis_result.result_value IS '结果（文本，可含 > < 或定性结果）';
COMMENT ON COLUMN lis_result.unit IS '单位';
COMMENT ON COLUMN lis_result.ref_low IS '参考下限';
COMMENT ON COLUMN lis_result.ref_high IS '参考上限';
COMMENT ON COLUMN lis_result.abn_flag IS '异常提示：N正常 H偏高 L偏低 HH危急高 LL危急低 P阳性';
COMMENT ON COLUMN lis_result.req_dept IS '申请科室';
COMMENT ON COLUMN lis_result.collect_time IS '采集时间';
COMMENT ON COLUMN lis_result.receive_time IS '接收时间';
COMMENT ON COLUMN lis_result.report_time IS '报告（审核）时间';
COMMENT ON COLUMN lis_result.result_status IS '状态：1初步 2已审核 3已修改 9作废';

CREATE TABLE lis_critical (
  crit_id      bigint NOT NULL,
  result_id    bigint,
  report_no    varchar(20),
  pat_no       varchar(20),
  visit_no     varchar(20),
  item_code    varchar(20),
  item_name    varchar(100),
  result_value varchar(50),
  unit         varchar(20),
  find_time    timestamp,
  notify_time  timestamp,
  notifier     varchar(12),
  notify_dept  varchar(10),
  receive_time timestamp,
  receiver     varchar(12),
  handle_time  timestamp,
  handle_desc  text,
  crit_status  varchar(1),
  PRIMARY KEY (crit_id)
);
ALTER TABLE lis_critical REPLICA IDENTITY FULL;
COMMENT ON TABLE lis_critical IS '危急值通知';
COMMENT ON COLUMN lis_critical.crit_id IS '危急值序号';
COMMENT ON COLUMN lis_critical.result_id IS '结果序号';
COMMENT ON COLUMN lis_critical.report_no IS '报告单号';
COMMENT ON COLUMN lis_critical.pat_no IS 'HIS患者编号';
COMMENT ON COLUMN lis_critical.visit_no IS 'HIS就诊序号或住院序号';
COMMENT ON COLUMN lis_critical.item_code IS '检验项目代码（LIS）';
COMMENT ON COLUMN lis_critical.item_name IS '项目名称';
COMMENT ON COLUMN lis_critical.result_value IS '结果';
COMMENT ON COLUMN lis_critical.unit IS '单位';
COMMENT ON COLUMN lis_critical.find_time IS '发现时间';
COMMENT ON COLUMN lis_critical.notify_time IS '通知时间';
COMMENT ON COLUMN lis_critical.notifier IS '通知人';
COMMENT ON COLUMN lis_critical.notify_dept IS '被通知科室';
COMMENT ON COLUMN lis_critical.receive_time IS '接收确认时间';
COMMENT ON COLUMN lis_critical.receiver IS '接收人';
COMMENT ON COLUMN lis_critical.handle_time IS '处置时间';
COMMENT ON COLUMN lis_critical.handle_desc IS '处置描述';
COMMENT ON COLUMN lis_critical.crit_status IS '状态：1待通知 2已通知 3已接收 4已处置';
