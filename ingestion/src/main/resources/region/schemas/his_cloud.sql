-- 基层医疗云 HIS（12 家乡镇卫生院、社区卫生服务中心、村卫生室共用）
-- Every table has REPLICA IDENTITY FULL: a delete then carries its whole row (and with it the institution),
-- and an update never carries a placeholder where PostgreSQL stored a large text out of line.

CREATE SCHEMA IF NOT EXISTS his;
SET search_path TO his;

CREATE TABLE tb_dic_dept (
  yljgdm varchar(22) NOT NULL,
  ksbm   varchar(10) NOT NULL,
  ksmc   varchar(50),
  tybz   smallint,
  PRIMARY KEY (yljgdm, ksbm)
);
ALTER TABLE tb_dic_dept REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_dic_dept IS '科室字典';
COMMENT ON COLUMN tb_dic_dept.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_dic_dept.ksbm IS '科室编码（云平台统一）';
COMMENT ON COLUMN tb_dic_dept.ksmc IS '科室名称';
COMMENT ON COLUMN tb_dic_dept.tybz IS '停用标志';

CREATE TABLE tb_dic_practitioner (
  yljgdm varchar(22) NOT NULL,
  gh     varchar(16) NOT NULL,
  xm     varchar(50),
  xb     varchar(4),
  ksbm   varchar(10),
  zwlb   varchar(20),
  PRIMARY KEY (yljgdm, gh)
);
ALTER TABLE tb_dic_practitioner REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_dic_practitioner IS '医务人员字典';
COMMENT ON COLUMN tb_dic_practitioner.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_dic_practitioner.gh IS '工号';
COMMENT ON COLUMN tb_dic_practitioner.xm IS '姓名';
COMMENT ON COLUMN tb_dic_practitioner.xb IS '性别：男 女';
COMMENT ON COLUMN tb_dic_practitioner.ksbm IS '科室编码';
COMMENT ON COLUMN tb_dic_practitioner.zwlb IS '职务类别：全科医生 乡村医生 护士 公卫人员';

CREATE TABLE tb_yl_patient_information (
  hzbh   varchar(24) NOT NULL,
  yljgdm varchar(22),
  kh     varchar(32),
  hzxm   varchar(50),
  xb     varchar(4),
  csrq   varchar(10),
  zjlb   varchar(20),
  zjhm   varchar(32),
  lxdh   varchar(32),
  hyzk   varchar(10),
  mz     varchar(20),
  xxdz   varchar(200),
  xzqhdm varchar(12),
  jdzcbh varchar(30),
  ybrq   varchar(20),
  lxrxm  varchar(50),
  lxrdh  varchar(32),
  swrq   varchar(19),
  jdsj   timestamp,
  gxsj   timestamp,
  PRIMARY KEY (hzbh)
);
ALTER TABLE tb_yl_patient_information REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_yl_patient_information IS '患者信息';
COMMENT ON COLUMN tb_yl_patient_information.hzbh IS '患者编号（平台内唯一；同一居民在不同机构可各有一条）';
COMMENT ON COLUMN tb_yl_patient_information.yljgdm IS '建档医疗机构代码';
COMMENT ON COLUMN tb_yl_patient_information.kh IS '健康卡号';
COMMENT ON COLUMN tb_yl_patient_information.hzxm IS '患者姓名';
COMMENT ON COLUMN tb_yl_patient_information.xb IS '性别：男 女 未知';
COMMENT ON COLUMN tb_yl_patient_information.csrq IS '出生日期（文本 yyyy-MM-dd）';
COMMENT ON COLUMN tb_yl_patient_information.zjlb IS '证件类别：身份证 户口簿 护照 其他';
COMMENT ON COLUMN tb_yl_patient_information.zjhm IS '证件号码';
COMMENT ON COLUMN tb_yl_patient_information.lxdh IS '本人电话';
COMMENT ON COLUMN tb_yl_patient_information.hyzk IS '婚姻状况：未婚 已婚 丧偶 离婚 未说明';
COMMENT ON COLUMN tb_yl_patient_information.mz IS '民族（汉字）';
COMMENT ON COLUMN tb_yl_patient_information.xxdz IS '详细地址';
COMMENT ON COLUMN tb_yl_patient_information.xzqhdm IS '居住地行政区划';
COMMENT ON COLUMN tb_yl_patient_information.jdzcbh IS '居民健康档案编号';
COMMENT ON COLUMN tb_yl_patient_information.ybrq IS '医保类型：城乡居民 城镇职工 自费';
COMMENT ON COLUMN tb_yl_patient_information.lxrxm IS '联系人';
COMMENT ON COLUMN tb_yl_patient_information.lxrdh IS '联系人电话';
COMMENT ON COLUMN tb_yl_patient_information.swrq IS '死亡日期时间（文本）';
COMMENT ON COLUMN tb_yl_patient_information.jdsj IS '建档时间';
COMMENT ON COLUMN tb_yl_patient_information.gxsj IS '更新时间';

CREATE TABLE tb_his_mz_reg (
  ghlsh  varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  ghlb   varchar(10),
  yybz   smallint,
  yysj   timestamp,
  ksbm   varchar(10),
  ghsj   timestamp,
  ghzt   varchar(10),
  PRIMARY KEY (ghlsh)
);
ALTER TABLE tb_his_mz_reg REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_his_mz_reg IS '门诊挂号';
COMMENT ON COLUMN tb_his_mz_reg.ghlsh IS '挂号流水号';
COMMENT ON COLUMN tb_his_mz_reg.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_his_mz_reg.hzbh IS '患者编号';
COMMENT ON COLUMN tb_his_mz_reg.jzlsh IS '就诊流水号';
COMMENT ON COLUMN tb_his_mz_reg.ghlb IS '挂号类别：门诊 急诊 体检 预防接种';
COMMENT ON COLUMN tb_his_mz_reg.yybz IS '预约标志：1预约 0现场';
COMMENT ON COLUMN tb_his_mz_reg.yysj IS '预约时间';
COMMENT ON COLUMN tb_his_mz_reg.ksbm IS '科室编码';
COMMENT ON COLUMN tb_his_mz_reg.ghsj IS '挂号时间';
COMMENT ON COLUMN tb_his_mz_reg.ghzt IS '状态：正常 已退号';

CREATE TABLE tb_yl_mz_medical_record (
  jzlsh  varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  ghlsh  varchar(32),
  jzlx   varchar(10),
  ksbm   varchar(10),
  ysgh   varchar(16),
  jzksrq timestamp,
  jzjsrq timestamp,
  czbz   smallint,
  zs     text,
  jzzdbm varchar(20),
  jzzdmc varchar(200),
  tw     varchar(10),
  xl     varchar(10),
  ssy    varchar(10),
  szy    varchar(10),
  xydw   varchar(10),
  sg     varchar(10),
  tz     varchar(10),
  zzdbh  varchar(32),
  zt     varchar(10),
  gxsj   timestamp,
  PRIMARY KEY (jzlsh)
);
ALTER TABLE tb_yl_mz_medical_record REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_yl_mz_medical_record IS '门诊就诊记录';
COMMENT ON COLUMN tb_yl_mz_medical_record.jzlsh IS '就诊流水号（以CM开头）';
COMMENT ON COLUMN tb_yl_mz_medical_record.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_yl_mz_medical_record.hzbh IS '患者编号';
COMMENT ON COLUMN tb_yl_mz_medical_record.ghlsh IS '挂号流水号';
COMMENT ON COLUMN tb_yl_mz_medical_record.jzlx IS '就诊类型：门诊 急诊 体检 家庭医生上门';
COMMENT ON COLUMN tb_yl_mz_medical_record.ksbm IS '就诊科室编码';
COMMENT ON COLUMN tb_yl_mz_medical_record.ysgh IS '医生工号';
COMMENT ON COLUMN tb_yl_mz_medical_record.jzksrq IS '就诊开始时间';
COMMENT ON COLUMN tb_yl_mz_medical_record.jzjsrq IS '就诊结束时间';
COMMENT ON COLUMN tb_yl_mz_medical_record.czbz IS '初诊标志';
COMMENT ON COLUMN tb_yl_mz_medical_record.zs IS '主诉';
COMMENT ON COLUMN tb_yl_mz_medical_record.jzzdbm IS '主要诊断编码';
COMMENT ON COLUMN tb_yl_mz_medical_record.jzzdmc IS '主要诊断名称';
COMMENT ON COLUMN tb_yl_mz_medical_record.tw IS '体温（文本，℃）';
COMMENT ON COLUMN tb_yl_mz_medical_record.xl IS '心率（文本，次/分）';
COMMENT ON COLUMN tb_yl_mz_medical_record.ssy IS '收缩压（文本，mmHg 或 kPa）';
COMMENT ON COLUMN tb_yl_mz_medical_record.szy IS '舒张压（文本，mmHg 或 kPa）';
COMMENT ON COLUMN tb_yl_mz_medical_record.xydw IS '血压单位：mmHg kPa';
COMMENT ON COLUMN tb_yl_mz_medical_record.sg IS '身高（文本，cm）';
COMMENT ON COLUMN tb_yl_mz_medical_record.tz IS '体重（文本，kg）';
COMMENT ON COLUMN tb_yl_mz_medical_record.zzdbh IS '转诊单编号';
COMMENT ON COLUMN tb_yl_mz_medical_record.zt IS '状态：就诊中 已完成 已作废';
COMMENT ON COLUMN tb_yl_mz_medical_record.gxsj IS '更新时间';

CREATE TABLE tb_yl_mz_diagnosis (
  zdlsh  varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  zdlb   varchar(10),
  zdbm   varchar(20),
  zdmc   varchar(200),
  zdsj   timestamp,
  ysgh   varchar(16),
  zfbz   smallint,
  PRIMARY KEY (zdlsh)
);
ALTER TABLE tb_yl_mz_diagnosis REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_yl_mz_diagnosis IS '就诊诊断';
COMMENT ON COLUMN tb_yl_mz_diagnosis.zdlsh IS '诊断流水号';
COMMENT ON COLUMN tb_yl_mz_diagnosis.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_yl_mz_diagnosis.hzbh IS '患者编号';
COMMENT ON COLUMN tb_yl_mz_diagnosis.jzlsh IS '就诊流水号（门诊CM、住院CZ）';
COMMENT ON COLUMN tb_yl_mz_diagnosis.zdlb IS '诊断类别：主要诊断 次要诊断 疑似诊断';
COMMENT ON COLUMN tb_yl_mz_diagnosis.zdbm IS '诊断编码（平台疾病码）';
COMMENT ON COLUMN tb_yl_mz_diagnosis.zdmc IS '诊断名称';
COMMENT ON COLUMN tb_yl_mz_diagnosis.zdsj IS '诊断时间';
COMMENT ON COLUMN tb_yl_mz_diagnosis.ysgh IS '医生工号';
COMMENT ON COLUMN tb_yl_mz_diagnosis.zfbz IS '作废标志';

CREATE TABLE tb_cis_prescription (
  cfbh   varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  cflx   varchar(10),
  ksbm   varchar(10),
  ysgh   varchar(16),
  kfsj   timestamp,
  je     numeric(12,2),
  zt     varchar(10),
  PRIMARY KEY (cfbh)
);
ALTER TABLE tb_cis_prescription REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_cis_prescription IS '处方';
COMMENT ON COLUMN tb_cis_prescription.cfbh IS '处方编号';
COMMENT ON COLUMN tb_cis_prescription.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_cis_prescription.hzbh IS '患者编号';
COMMENT ON COLUMN tb_cis_prescription.jzlsh IS '就诊流水号';
COMMENT ON COLUMN tb_cis_prescription.cflx IS '处方类型：西药 中成药 中草药';
COMMENT ON COLUMN tb_cis_prescription.ksbm IS '科室编码';
COMMENT ON COLUMN tb_cis_prescription.ysgh IS '医生工号';
COMMENT ON COLUMN tb_cis_prescription.kfsj IS '开方时间';
COMMENT ON COLUMN tb_cis_prescription.je IS '金额';
COMMENT ON COLUMN tb_cis_prescription.zt IS '状态：已开立 已收费 已发药 已作废';

CREATE TABLE tb_cis_prescription_detail (
  cfmxbh varchar(32) NOT NULL,
  cfbh   varchar(32),
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  ypbm   varchar(20),
  ypmc   varchar(100),
  ypgg   varchar(50),
  mcyl   varchar(20),
  yyff   varchar(20),
  yypl   varchar(20),
  yyts   integer,
  fysl   numeric(10,3),
  sldw   varchar(10),
  je     numeric(12,2),
  ksbm   varchar(10),
  kfsj   timestamp,
  zt     varchar(10),
  PRIMARY KEY (cfmxbh)
);
ALTER TABLE tb_cis_prescription_detail REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_cis_prescription_detail IS '处方明细（含住院用药医嘱）';
COMMENT ON COLUMN tb_cis_prescription_detail.cfmxbh IS '处方明细编号';
COMMENT ON COLUMN tb_cis_prescription_detail.cfbh IS '处方编号';
COMMENT ON COLUMN tb_cis_prescription_detail.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_cis_prescription_detail.hzbh IS '患者编号';
COMMENT ON COLUMN tb_cis_prescription_detail.jzlsh IS '就诊流水号（门诊CM、住院CZ）';
COMMENT ON COLUMN tb_cis_prescription_detail.ypbm IS '药品编码（云平台）';
COMMENT ON COLUMN tb_cis_prescription_detail.ypmc IS '药品名称';
COMMENT ON COLUMN tb_cis_prescription_detail.ypgg IS '规格';
COMMENT ON COLUMN tb_cis_prescription_detail.mcyl IS '每次用量（文本，含单位，如 0.5g）';
COMMENT ON COLUMN tb_cis_prescription_detail.yyff IS '用药方法：口服 静滴 肌注 皮下 吸入 外用';
COMMENT ON COLUMN tb_cis_prescription_detail.yypl IS '用药频率：QD BID TID QN PRN ST';
COMMENT ON COLUMN tb_cis_prescription_detail.yyts IS '用药天数';
COMMENT ON COLUMN tb_cis_prescription_detail.fysl IS '发药数量';
COMMENT ON COLUMN tb_cis_prescription_detail.sldw IS '数量单位';
COMMENT ON COLUMN tb_cis_prescription_detail.je IS '金额';
COMMENT ON COLUMN tb_cis_prescription_detail.ksbm IS '科室编码';
COMMENT ON COLUMN tb_cis_prescription_detail.kfsj IS '开方时间';
COMMENT ON COLUMN tb_cis_prescription_detail.zt IS '状态：已开立 已收费 已发药 已作废';

CREATE TABLE tb_his_mz_charge (
  sfbh   varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  zje    numeric(12,2),
  ybzf   numeric(12,2),
  grzf   numeric(12,2),
  sfsj   timestamp,
  zt     varchar(10),
  PRIMARY KEY (sfbh)
);
ALTER TABLE tb_his_mz_charge REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_his_mz_charge IS '收费';
COMMENT ON COLUMN tb_his_mz_charge.sfbh IS '收费编号';
COMMENT ON COLUMN tb_his_mz_charge.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_his_mz_charge.hzbh IS '患者编号';
COMMENT ON COLUMN tb_his_mz_charge.jzlsh IS '就诊流水号';
COMMENT ON COLUMN tb_his_mz_charge.zje IS '总金额';
COMMENT ON COLUMN tb_his_mz_charge.ybzf IS '医保支付';
COMMENT ON COLUMN tb_his_mz_charge.grzf IS '个人支付';
COMMENT ON COLUMN tb_his_mz_charge.sfsj IS '收费时间';
COMMENT ON COLUMN tb_his_mz_charge.zt IS '状态：已收费 已退费';

CREATE TABLE tb_his_fee_detail (
  fymxbh varchar(32) NOT NULL,
  sfbh   varchar(32),
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  fylb   varchar(20),
  xmbm   varchar(20),
  xmmc   varchar(100),
  sl     numeric(10,3),
  dj     numeric(12,2),
  je     numeric(12,2),
  ybzf   numeric(12,2),
  ksbm   varchar(10),
  fysj   timestamp,
  zt     varchar(10),
  PRIMARY KEY (fymxbh)
);
ALTER TABLE tb_his_fee_detail REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_his_fee_detail IS '费用明细';
COMMENT ON COLUMN tb_his_fee_detail.fymxbh IS '费用明细编号';
COMMENT ON COLUMN tb_his_fee_detail.sfbh IS '收费编号';
COMMENT ON COLUMN tb_his_fee_detail.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_his_fee_detail.hzbh IS '患者编号';
COMMENT ON COLUMN tb_his_fee_detail.jzlsh IS '就诊流水号（门诊CM、住院CZ）';
COMMENT ON COLUMN tb_his_fee_detail.fylb IS '费用类别：西药费 中药费 化验费 检查费 治疗费 一般诊疗费 床位费 护理费 材料费 其他费';
COMMENT ON COLUMN tb_his_fee_detail.xmbm IS '项目编码';
COMMENT ON COLUMN tb_his_fee_detail.xmmc IS '项目名称';
COMMENT ON COLUMN tb_his_fee_detail.sl IS '数量';
COMMENT ON COLUMN tb_his_fee_detail.dj IS '单价';
COMMENT ON COLUMN tb_his_fee_detail.je IS '金额';
COMMENT ON COLUMN tb_his_fee_detail.ybzf IS '医保支付';
COMMENT ON COLUMN tb_his_fee_detail.ksbm IS '执行科室';
COMMENT ON COLUMN tb_his_fee_detail.fysj IS '发生时间';
COMMENT ON COLUMN tb_his_fee_detail.zt IS '状态：已收费 已退费';

CREATE TABLE tb_yl_zy_medical_record (
  jzlsh  varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  zyh    varchar(20),
  rytj   varchar(10),
  rysj   timestamp,
  ksbm   varchar(10),
  cwh    varchar(10),
  ysgh   varchar(16),
  cysj   timestamp,
  cyzdbm varchar(20),
  cyzdmc varchar(200),
  rybq   varchar(10),
  lyfs   varchar(20),
  zzyjh  varchar(4),
  zzdbh  varchar(32),
  zfy    numeric(12,2),
  zt     varchar(10),
  gxsj   timestamp,
  PRIMARY KEY (jzlsh)
);
ALTER TABLE tb_yl_zy_medical_record REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_yl_zy_medical_record IS '住院记录（乡镇卫生院）';
COMMENT ON COLUMN tb_yl_zy_medical_record.jzlsh IS '就诊流水号（以CZ开头）';
COMMENT ON COLUMN tb_yl_zy_medical_record.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_yl_zy_medical_record.hzbh IS '患者编号';
COMMENT ON COLUMN tb_yl_zy_medical_record.zyh IS '住院号';
COMMENT ON COLUMN tb_yl_zy_medical_record.rytj IS '入院途径：门诊 急诊 上级下转 其他';
COMMENT ON COLUMN tb_yl_zy_medical_record.rysj IS '入院时间';
COMMENT ON COLUMN tb_yl_zy_medical_record.ksbm IS '科室编码';
COMMENT ON COLUMN tb_yl_zy_medical_record.cwh IS '床号';
COMMENT ON COLUMN tb_yl_zy_medical_record.ysgh IS '主管医生';
COMMENT ON COLUMN tb_yl_zy_medical_record.cysj IS '出院时间';
COMMENT ON COLUMN tb_yl_zy_medical_record.cyzdbm IS '出院主要诊断编码';
COMMENT ON COLUMN tb_yl_zy_medical_record.cyzdmc IS '出院主要诊断名称';
COMMENT ON COLUMN tb_yl_zy_medical_record.rybq IS '主要诊断入院病情：有 临床未确定 情况不明 无';
COMMENT ON COLUMN tb_yl_zy_medical_record.lyfs IS '离院方式：医嘱离院 转上级医院 转社区村 自动离院 死亡 其他';
COMMENT ON COLUMN tb_yl_zy_medical_record.zzyjh IS '再住院计划：有 无';
COMMENT ON COLUMN tb_yl_zy_medical_record.zzdbh IS '转诊单编号';
COMMENT ON COLUMN tb_yl_zy_medical_record.zfy IS '总费用';
COMMENT ON COLUMN tb_yl_zy_medical_record.zt IS '状态：在院 已出院 已取消';
COMMENT ON COLUMN tb_yl_zy_medical_record.gxsj IS '更新时间';

CREATE TABLE tb_his_zy_bed (
  yljgdm varchar(22) NOT NULL,
  rq     date NOT NULL,
  cwh    varchar(10) NOT NULL,
  ksbm   varchar(10),
  jzlsh  varchar(32),
  hzbh   varchar(24),
  kfbz   smallint,
  zybz   smallint,
  PRIMARY KEY (yljgdm, rq, cwh)
);
ALTER TABLE tb_his_zy_bed REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_his_zy_bed IS '床位日登记';
COMMENT ON COLUMN tb_his_zy_bed.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_his_zy_bed.rq IS '日期';
COMMENT ON COLUMN tb_his_zy_bed.cwh IS '床号';
COMMENT ON COLUMN tb_his_zy_bed.ksbm IS '科室编码';
COMMENT ON COLUMN tb_his_zy_bed.jzlsh IS '住院就诊流水号（空为空床）';
COMMENT ON COLUMN tb_his_zy_bed.hzbh IS '患者编号';
COMMENT ON COLUMN tb_his_zy_bed.kfbz IS '开放标志';
COMMENT ON COLUMN tb_his_zy_bed.zybz IS '占用标志';

CREATE TABLE tb_lis_indicators (
  bgmxbh varchar(32) NOT NULL,
  yljgdm varchar(22),
  hzbh   varchar(24),
  jzlsh  varchar(32),
  bgdh   varchar(32),
  jczbdm varchar(20),
  jczbmc varchar(100),
  jczbjg varchar(50),
  jldw   varchar(20),
  ckz    varchar(50),
  ycts   varchar(10),
  ksbm   varchar(10),
  cjsj   timestamp,
  bgsj   timestamp,
  zt     varchar(10),
  PRIMARY KEY (bgmxbh)
);
ALTER TABLE tb_lis_indicators REPLICA IDENTITY FULL;
COMMENT ON TABLE tb_lis_indicators IS '检验结果指标';
COMMENT ON COLUMN tb_lis_indicators.bgmxbh IS '报告明细编号';
COMMENT ON COLUMN tb_lis_indicators.yljgdm IS '医疗机构代码';
COMMENT ON COLUMN tb_lis_indicators.hzbh IS '患者编号';
COMMENT ON COLUMN tb_lis_indicators.jzlsh IS '就诊流水号（门诊CM、住院CZ）';
COMMENT ON COLUMN tb_lis_indicators.bgdh IS '报告单号';
COMMENT ON COLUMN tb_lis_indicators.jczbdm IS '检测指标代码（平台）';
COMMENT ON COLUMN tb_lis_indicators.jczbmc IS '检测指标名称';
COMMENT ON COLUMN tb_lis_indicators.jczbjg IS '检测指标结果';
COMMENT ON COLUMN tb_lis_indicators.jldw IS '计量单位';
COMMENT ON COLUMN tb_lis_indicators.ckz IS '参考值（文本）';
COMMENT ON COLUMN tb_lis_indicators.ycts IS '异常提示：正常 偏高 偏低 阳性';
COMMENT ON COLUMN tb_lis_indicators.ksbm IS '开单科室';
COMMENT ON COLUMN tb_lis_indicators.cjsj IS '采集时间';
COMMENT ON COLUMN tb_lis_indicators.bgsj IS '报告时间';
COMMENT ON COLUMN tb_lis_indicators.zt IS '状态：已审核 已作废';
