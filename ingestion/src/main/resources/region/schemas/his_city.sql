-- 云河市第一人民医院 HIS（产品 city）
-- Every table has REPLICA IDENTITY FULL: a delete then carries its whole row (and with it the institution),
-- and an update never carries a placeholder where PostgreSQL stored a large text out of line.

CREATE SCHEMA IF NOT EXISTS his;
SET search_path TO his;

CREATE TABLE zd_ks (
  ksdm varchar(10) NOT NULL,
  ksmc varchar(50),
  kslb varchar(2),
  sjks varchar(10),
  zxbz smallint,
  PRIMARY KEY (ksdm)
);
ALTER TABLE zd_ks REPLICA IDENTITY FULL;
COMMENT ON TABLE zd_ks IS '科室字典';
COMMENT ON COLUMN zd_ks.ksdm IS '科室代码（本院）';
COMMENT ON COLUMN zd_ks.ksmc IS '科室名称';
COMMENT ON COLUMN zd_ks.kslb IS '科室类别：1门诊 2住院 3门诊兼住院 4医技 5行政';
COMMENT ON COLUMN zd_ks.sjks IS '上级科室代码';
COMMENT ON COLUMN zd_ks.zxbz IS '在用标志：1在用 0停用';

CREATE TABLE zd_zgry (
  zgh  varchar(12) NOT NULL,
  xm   varchar(50),
  xb   varchar(1),
  ksdm varchar(10),
  zc   varchar(20),
  zylb varchar(2),
  zybz smallint,
  PRIMARY KEY (zgh)
);
ALTER TABLE zd_zgry REPLICA IDENTITY FULL;
COMMENT ON TABLE zd_zgry IS '职工字典';
COMMENT ON COLUMN zd_zgry.zgh IS '职工号';
COMMENT ON COLUMN zd_zgry.xm IS '姓名';
COMMENT ON COLUMN zd_zgry.xb IS '性别：1男 2女';
COMMENT ON COLUMN zd_zgry.ksdm IS '所属科室';
COMMENT ON COLUMN zd_zgry.zc IS '职称';
COMMENT ON COLUMN zd_zgry.zylb IS '执业类别：1医师 2护士 3技师 4药师 9其他';
COMMENT ON COLUMN zd_zgry.zybz IS '在岗标志';

CREATE TABLE zd_yp (
  ypdm  varchar(20) NOT NULL,
  ypmc  varchar(100),
  gg    varchar(50),
  jx    varchar(20),
  dw    varchar(10),
  cj    varchar(100),
  dj    numeric(12,2),
  kjybz smallint,
  jybz  smallint,
  PRIMARY KEY (ypdm)
);
ALTER TABLE zd_yp REPLICA IDENTITY FULL;
COMMENT ON TABLE zd_yp IS '药品字典';
COMMENT ON COLUMN zd_yp.ypdm IS '药品代码（本院）';
COMMENT ON COLUMN zd_yp.ypmc IS '药品名称';
COMMENT ON COLUMN zd_yp.gg IS '规格';
COMMENT ON COLUMN zd_yp.jx IS '剂型';
COMMENT ON COLUMN zd_yp.dw IS '包装单位';
COMMENT ON COLUMN zd_yp.cj IS '生产厂家';
COMMENT ON COLUMN zd_yp.dj IS '单价（元）';
COMMENT ON COLUMN zd_yp.kjybz IS '抗菌药物标志';
COMMENT ON COLUMN zd_yp.jybz IS '基本药物标志';

CREATE TABLE zd_sfxm (
  xmdm varchar(20) NOT NULL,
  xmmc varchar(100),
  sffl varchar(4),
  dw   varchar(10),
  dj   numeric(12,2),
  PRIMARY KEY (xmdm)
);
ALTER TABLE zd_sfxm REPLICA IDENTITY FULL;
COMMENT ON TABLE zd_sfxm IS '收费项目字典';
COMMENT ON COLUMN zd_sfxm.xmdm IS '项目代码（本院）';
COMMENT ON COLUMN zd_sfxm.xmmc IS '项目名称';
COMMENT ON COLUMN zd_sfxm.sffl IS '收费分类：01西药 02中成药 03中草药 04挂号 05诊察 06检查 07化验 08治疗 09手术 10床位 11护理 12材料 99其他';
COMMENT ON COLUMN zd_sfxm.dw IS '单位';
COMMENT ON COLUMN zd_sfxm.dj IS '单价（元）';

CREATE TABLE zd_cw (
  cwdm varchar(12) NOT NULL,
  cwh  varchar(10),
  bqdm varchar(10),
  ksdm varchar(10),
  cwlx varchar(2),
  kfbz smallint,
  cwzt varchar(1),
  PRIMARY KEY (cwdm)
);
ALTER TABLE zd_cw REPLICA IDENTITY FULL;
COMMENT ON TABLE zd_cw IS '床位字典';
COMMENT ON COLUMN zd_cw.cwdm IS '床位代码';
COMMENT ON COLUMN zd_cw.cwh IS '床号';
COMMENT ON COLUMN zd_cw.bqdm IS '病区代码';
COMMENT ON COLUMN zd_cw.ksdm IS '科室代码';
COMMENT ON COLUMN zd_cw.cwlx IS '床位类型：1编制 2加床 3监护';
COMMENT ON COLUMN zd_cw.kfbz IS '开放标志：1开放 0停用';
COMMENT ON COLUMN zd_cw.cwzt IS '床位状态：0空 1占用 2包床 3维修';

CREATE TABLE br_jbxx (
  brid  varchar(20) NOT NULL,
  kh    varchar(30),
  xm    varchar(50),
  xb    varchar(1),
  csrq  date,
  zjlx  varchar(2),
  zjhm  varchar(30),
  lxdh  varchar(20),
  hyzk  varchar(2),
  mz    varchar(2),
  zy    varchar(20),
  jzdz  varchar(200),
  xzqh  varchar(12),
  abo   varchar(1),
  rh    varchar(1),
  yblx  varchar(2),
  ybkh  varchar(30),
  lxrxm varchar(50),
  lxrdh varchar(20),
  swsj  timestamp,
  jdsj  timestamp,
  xgsj  timestamp,
  PRIMARY KEY (brid)
);
ALTER TABLE br_jbxx REPLICA IDENTITY FULL;
COMMENT ON TABLE br_jbxx IS '患者基本信息';
COMMENT ON COLUMN br_jbxx.brid IS '患者编号（本院唯一）';
COMMENT ON COLUMN br_jbxx.kh IS '就诊卡号';
COMMENT ON COLUMN br_jbxx.xm IS '姓名';
COMMENT ON COLUMN br_jbxx.xb IS '性别：1男 2女 0未知 9未说明';
COMMENT ON COLUMN br_jbxx.csrq IS '出生日期';
COMMENT ON COLUMN br_jbxx.zjlx IS '证件类型：1身份证 2户口簿 3护照 4军官证 5港澳台 9其他';
COMMENT ON COLUMN br_jbxx.zjhm IS '证件号码';
COMMENT ON COLUMN br_jbxx.lxdh IS '联系电话';
COMMENT ON COLUMN br_jbxx.hyzk IS '婚姻状况：1未婚 2已婚 3丧偶 4离婚 9其他';
COMMENT ON COLUMN br_jbxx.mz IS '民族（GB/T 3304 数字代码）';
COMMENT ON COLUMN br_jbxx.zy IS '职业';
COMMENT ON COLUMN br_jbxx.jzdz IS '现住址';
COMMENT ON COLUMN br_jbxx.xzqh IS '现住址行政区划';
COMMENT ON COLUMN br_jbxx.abo IS 'ABO血型：1A 2B 3O 4AB 5不详';
COMMENT ON COLUMN br_jbxx.rh IS 'RH血型：1阴性 2阳性 3不详';
COMMENT ON COLUMN br_jbxx.yblx IS '医保类型：1职工 2居民 3自费 4公费 9其他';
COMMENT ON COLUMN br_jbxx.ybkh IS '医保卡号';
COMMENT ON COLUMN br_jbxx.lxrxm IS '联系人姓名';
COMMENT ON COLUMN br_jbxx.lxrdh IS '联系人电话';
COMMENT ON COLUMN br_jbxx.swsj IS '死亡时间';
COMMENT ON COLUMN br_jbxx.jdsj IS '建档时间';
COMMENT ON COLUMN br_jbxx.xgsj IS '最后修改时间';

CREATE TABLE br_gms (
  gmxh  bigint NOT NULL,
  brid  varchar(20),
  gmylx varchar(2),
  gmymc varchar(100),
  gmfy  varchar(100),
  yzcd  varchar(1),
  jlsj  timestamp,
  zfbz  smallint,
  PRIMARY KEY (gmxh)
);
ALTER TABLE br_gms REPLICA IDENTITY FULL;
COMMENT ON TABLE br_gms IS '患者过敏史';
COMMENT ON COLUMN br_gms.gmxh IS '过敏序号';
COMMENT ON COLUMN br_gms.brid IS '患者编号';
COMMENT ON COLUMN br_gms.gmylx IS '过敏源类型：1药物 2食物 3环境 9其他';
COMMENT ON COLUMN br_gms.gmymc IS '过敏源名称';
COMMENT ON COLUMN br_gms.gmfy IS '过敏反应';
COMMENT ON COLUMN br_gms.yzcd IS '严重程度：1轻 2中 3重';
COMMENT ON COLUMN br_gms.jlsj IS '记录时间';
COMMENT ON COLUMN br_gms.zfbz IS '作废标志';

CREATE TABLE mz_yyxx (
  yyxh varchar(20) NOT NULL,
  brid varchar(20),
  ghxh varchar(20),
  ksdm varchar(10),
  ysgh varchar(12),
  yyfs varchar(2),
  yysj timestamp,
  djsj timestamp,
  yyzt varchar(1),
  qxsj timestamp,
  PRIMARY KEY (yyxh)
);
ALTER TABLE mz_yyxx REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_yyxx IS '门诊预约';
COMMENT ON COLUMN mz_yyxx.yyxh IS '预约序号';
COMMENT ON COLUMN mz_yyxx.brid IS '患者编号';
COMMENT ON COLUMN mz_yyxx.ghxh IS '取号后的挂号序号';
COMMENT ON COLUMN mz_yyxx.ksdm IS '预约科室';
COMMENT ON COLUMN mz_yyxx.ysgh IS '预约医生';
COMMENT ON COLUMN mz_yyxx.yyfs IS '预约方式：1电话 2网络 3现场 4诊间 5转诊平台';
COMMENT ON COLUMN mz_yyxx.yysj IS '预约就诊时间（号源开始）';
COMMENT ON COLUMN mz_yyxx.djsj IS '登记时间';
COMMENT ON COLUMN mz_yyxx.yyzt IS '状态：0预约 1已取号 2已取消 3爽约';
COMMENT ON COLUMN mz_yyxx.qxsj IS '取消时间';

CREATE TABLE mz_ghxx (
  ghxh varchar(20) NOT NULL,
  brid varchar(20),
  jzxh varchar(20),
  yyxh varchar(20),
  ksdm varchar(10),
  ysgh varchar(12),
  ghlb varchar(2),
  ghsj timestamp,
  ghfy numeric(12,2),
  ghzt varchar(1),
  thsj timestamp,
  PRIMARY KEY (ghxh)
);
ALTER TABLE mz_ghxx REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_ghxx IS '门诊挂号';
COMMENT ON COLUMN mz_ghxx.ghxh IS '挂号序号';
COMMENT ON COLUMN mz_ghxx.brid IS '患者编号';
COMMENT ON COLUMN mz_ghxx.jzxh IS '就诊序号（接诊后回填）';
COMMENT ON COLUMN mz_ghxx.yyxh IS '预约序号';
COMMENT ON COLUMN mz_ghxx.ksdm IS '挂号科室';
COMMENT ON COLUMN mz_ghxx.ysgh IS '医生职工号';
COMMENT ON COLUMN mz_ghxx.ghlb IS '挂号类别：1普通 2专家 3急诊 4体检';
COMMENT ON COLUMN mz_ghxx.ghsj IS '挂号时间';
COMMENT ON COLUMN mz_ghxx.ghfy IS '挂号费（元）';
COMMENT ON COLUMN mz_ghxx.ghzt IS '状态：0正常 1退号';
COMMENT ON COLUMN mz_ghxx.thsj IS '退号时间';

CREATE TABLE mz_jzjl (
  jzxh   varchar(20) NOT NULL,
  ghxh   varchar(20),
  brid   varchar(20),
  jzlb   varchar(2),
  fzbz   varchar(1),
  ksdm   varchar(10),
  ysgh   varchar(12),
  yyxh   varchar(20),
  jzsj   timestamp,
  jssj   timestamp,
  zs     text,
  xbs    text,
  cbzddm varchar(20),
  cbzdmc varchar(200),
  tw     numeric(4,1),
  mb     integer,
  hx     integer,
  ssy    integer,
  szy    integer,
  sg     numeric(5,1),
  tz     numeric(5,1),
  zzdh   varchar(30),
  jzzt   varchar(1),
  xgsj   timestamp,
  PRIMARY KEY (jzxh)
);
ALTER TABLE mz_jzjl REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_jzjl IS '门诊就诊记录';
COMMENT ON COLUMN mz_jzjl.jzxh IS '就诊序号（以M开头，与住院序号不重复）';
COMMENT ON COLUMN mz_jzjl.ghxh IS '挂号序号';
COMMENT ON COLUMN mz_jzjl.brid IS '患者编号';
COMMENT ON COLUMN mz_jzjl.jzlb IS '就诊类别：1门诊 2急诊 3体检 4留观';
COMMENT ON COLUMN mz_jzjl.fzbz IS '初复诊：1初诊 2复诊';
COMMENT ON COLUMN mz_jzjl.ksdm IS '就诊科室';
COMMENT ON COLUMN mz_jzjl.ysgh IS '接诊医生';
COMMENT ON COLUMN mz_jzjl.yyxh IS '预约序号（空为非预约）';
COMMENT ON COLUMN mz_jzjl.jzsj IS '接诊时间';
COMMENT ON COLUMN mz_jzjl.jssj IS '就诊结束时间';
COMMENT ON COLUMN mz_jzjl.zs IS '主诉';
COMMENT ON COLUMN mz_jzjl.xbs IS '现病史';
COMMENT ON COLUMN mz_jzjl.cbzddm IS '初步（主要）诊断代码';
COMMENT ON COLUMN mz_jzjl.cbzdmc IS '初步（主要）诊断名称';
COMMENT ON COLUMN mz_jzjl.tw IS '体温（℃）';
COMMENT ON COLUMN mz_jzjl.mb IS '脉搏（次/分）';
COMMENT ON COLUMN mz_jzjl.hx IS '呼吸（次/分）';
COMMENT ON COLUMN mz_jzjl.ssy IS '收缩压（mmHg）';
COMMENT ON COLUMN mz_jzjl.szy IS '舒张压（mmHg）';
COMMENT ON COLUMN mz_jzjl.sg IS '身高（cm）';
COMMENT ON COLUMN mz_jzjl.tz IS '体重（kg）';
COMMENT ON COLUMN mz_jzjl.zzdh IS '转诊单号（由区域平台转入时）';
COMMENT ON COLUMN mz_jzjl.jzzt IS '状态：1接诊中 2已完成 9作废';
COMMENT ON COLUMN mz_jzjl.xgsj IS '最后修改时间';

CREATE TABLE mz_zd (
  zdxh bigint NOT NULL,
  jzxh varchar(20),
  brid varchar(20),
  zdlx varchar(1),
  jbdm varchar(20),
  jbmc varchar(200),
  zdsj timestamp,
  ksdm varchar(10),
  ysgh varchar(12),
  zfbz smallint,
  PRIMARY KEY (zdxh)
);
ALTER TABLE mz_zd REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_zd IS '门诊诊断';
COMMENT ON COLUMN mz_zd.zdxh IS '诊断序号';
COMMENT ON COLUMN mz_zd.jzxh IS '就诊序号';
COMMENT ON COLUMN mz_zd.brid IS '患者编号';
COMMENT ON COLUMN mz_zd.zdlx IS '诊断类型：1主要 2其他 3疑似';
COMMENT ON COLUMN mz_zd.jbdm IS '疾病代码（ICD-10临床版）';
COMMENT ON COLUMN mz_zd.jbmc IS '疾病名称';
COMMENT ON COLUMN mz_zd.zdsj IS '诊断时间';
COMMENT ON COLUMN mz_zd.ksdm IS '科室';
COMMENT ON COLUMN mz_zd.ysgh IS '医生';
COMMENT ON COLUMN mz_zd.zfbz IS '作废标志：1作废';

CREATE TABLE mz_cfzb (
  cfxh varchar(20) NOT NULL,
  jzxh varchar(20),
  brid varchar(20),
  cflx varchar(2),
  ksdm varchar(10),
  ysgh varchar(12),
  kfsj timestamp,
  fysj timestamp,
  cfje numeric(12,2),
  cfzt varchar(1),
  PRIMARY KEY (cfxh)
);
ALTER TABLE mz_cfzb REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_cfzb IS '门诊处方主表';
COMMENT ON COLUMN mz_cfzb.cfxh IS '处方序号';
COMMENT ON COLUMN mz_cfzb.jzxh IS '就诊序号';
COMMENT ON COLUMN mz_cfzb.brid IS '患者编号';
COMMENT ON COLUMN mz_cfzb.cflx IS '处方类型：1西药 2中成药 3中草药 4精麻毒';
COMMENT ON COLUMN mz_cfzb.ksdm IS '开方科室';
COMMENT ON COLUMN mz_cfzb.ysgh IS '开方医生';
COMMENT ON COLUMN mz_cfzb.kfsj IS '开方时间';
COMMENT ON COLUMN mz_cfzb.fysj IS '发药时间';
COMMENT ON COLUMN mz_cfzb.cfje IS '处方金额（元）';
COMMENT ON COLUMN mz_cfzb.cfzt IS '状态：0开立 1已收费 2已发药 8退药 9作废';

CREATE TABLE mz_cfmx (
  mxxh bigint NOT NULL,
  cfxh varchar(20),
  jzxh varchar(20),
  brid varchar(20),
  ypdm varchar(20),
  ypmc varchar(100),
  gg   varchar(50),
  dcjl numeric(10,3),
  jldw varchar(10),
  yf   varchar(4),
  pc   varchar(10),
  ts   integer,
  sl   numeric(10,3),
  dw   varchar(10),
  dj   numeric(12,2),
  je   numeric(12,2),
  ksdm varchar(10),
  ysgh varchar(12),
  kfsj timestamp,
  cfzt varchar(1),
  PRIMARY KEY (mxxh)
);
ALTER TABLE mz_cfmx REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_cfmx IS '门诊处方明细';
COMMENT ON COLUMN mz_cfmx.mxxh IS '明细序号';
COMMENT ON COLUMN mz_cfmx.cfxh IS '处方序号';
COMMENT ON COLUMN mz_cfmx.jzxh IS '就诊序号';
COMMENT ON COLUMN mz_cfmx.brid IS '患者编号';
COMMENT ON COLUMN mz_cfmx.ypdm IS '药品代码（本院）';
COMMENT ON COLUMN mz_cfmx.ypmc IS '药品名称';
COMMENT ON COLUMN mz_cfmx.gg IS '规格';
COMMENT ON COLUMN mz_cfmx.dcjl IS '单次剂量';
COMMENT ON COLUMN mz_cfmx.jldw IS '剂量单位';
COMMENT ON COLUMN mz_cfmx.yf IS '用法：01口服 02静滴 03肌注 04皮下 05外用 06吸入 07静推 08舌下 99其他';
COMMENT ON COLUMN mz_cfmx.pc IS '频次：qd bid tid qid qn prn st';
COMMENT ON COLUMN mz_cfmx.ts IS '用药天数';
COMMENT ON COLUMN mz_cfmx.sl IS '发药数量';
COMMENT ON COLUMN mz_cfmx.dw IS '数量单位';
COMMENT ON COLUMN mz_cfmx.dj IS '单价（元）';
COMMENT ON COLUMN mz_cfmx.je IS '金额（元）';
COMMENT ON COLUMN mz_cfmx.ksdm IS '开方科室';
COMMENT ON COLUMN mz_cfmx.ysgh IS '开方医生';
COMMENT ON COLUMN mz_cfmx.kfsj IS '开方时间';
COMMENT ON COLUMN mz_cfmx.cfzt IS '处方状态：0开立 1已收费 2已发药 8退药 9作废';

CREATE TABLE mz_sfzb (
  sfxh varchar(20) NOT NULL,
  jzxh varchar(20),
  brid varchar(20),
  fph  varchar(30),
  zje  numeric(12,2),
  ybje numeric(12,2),
  zfje numeric(12,2),
  zffs varchar(2),
  sfsj timestamp,
  tfbz smallint,
  tfsj timestamp,
  PRIMARY KEY (sfxh)
);
ALTER TABLE mz_sfzb REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_sfzb IS '门诊收费主表';
COMMENT ON COLUMN mz_sfzb.sfxh IS '收费序号';
COMMENT ON COLUMN mz_sfzb.jzxh IS '就诊序号';
COMMENT ON COLUMN mz_sfzb.brid IS '患者编号';
COMMENT ON COLUMN mz_sfzb.fph IS '发票号';
COMMENT ON COLUMN mz_sfzb.zje IS '总金额（元）';
COMMENT ON COLUMN mz_sfzb.ybje IS '医保支付（元）';
COMMENT ON COLUMN mz_sfzb.zfje IS '个人自付（元）';
COMMENT ON COLUMN mz_sfzb.zffs IS '支付方式：1现金 2银行卡 3移动支付 4医保';
COMMENT ON COLUMN mz_sfzb.sfsj IS '收费时间';
COMMENT ON COLUMN mz_sfzb.tfbz IS '退费标志：1已退';
COMMENT ON COLUMN mz_sfzb.tfsj IS '退费时间';

CREATE TABLE mz_sfmx (
  mxxh bigint NOT NULL,
  sfxh varchar(20),
  jzxh varchar(20),
  brid varchar(20),
  xmdm varchar(20),
  xmmc varchar(100),
  sffl varchar(4),
  sl   numeric(10,3),
  dw   varchar(10),
  dj   numeric(12,2),
  je   numeric(12,2),
  ybje numeric(12,2),
  ksdm varchar(10),
  sfsj timestamp,
  tfbz smallint,
  PRIMARY KEY (mxxh)
);
ALTER TABLE mz_sfmx REPLICA IDENTITY FULL;
COMMENT ON TABLE mz_sfmx IS '门诊收费明细';
COMMENT ON COLUMN mz_sfmx.mxxh IS '明细序号';
COMMENT ON COLUMN mz_sfmx.sfxh IS '收费序号';
COMMENT ON COLUMN mz_sfmx.jzxh IS '就诊序号';
COMMENT ON COLUMN mz_sfmx.brid IS '患者编号';
COMMENT ON COLUMN mz_sfmx.xmdm IS '项目代码（本院）';
COMMENT ON COLUMN mz_sfmx.xmmc IS '项目名称';
COMMENT ON COLUMN mz_sfmx.sffl IS '收费分类';
COMMENT ON COLUMN mz_sfmx.sl IS '数量';
COMMENT ON COLUMN mz_sfmx.dw IS '单位';
COMMENT ON COLUMN mz_sfmx.dj IS '单价（元）';
COMMENT ON COLUMN mz_sfmx.je IS '金额（元）';
COMMENT ON COLUMN mz_sfmx.ybje IS '其中医保支付（元）';
COMMENT ON COLUMN mz_sfmx.ksdm IS '执行科室';
COMMENT ON COLUMN mz_sfmx.sfsj IS '收费时间';
COMMENT ON COLUMN mz_sfmx.tfbz IS '退费标志：1已退';

CREATE TABLE zy_brry (
  zyxh   varchar(20) NOT NULL,
  zyh    varchar(20),
  zycs   integer,
  brid   varchar(20),
  rytj   varchar(1),
  rysj   timestamp,
  ryks   varchar(10),
  bqdm   varchar(10),
  cwdm   varchar(12),
  zzys   varchar(12),
  ryzddm varchar(20),
  ryzdmc varchar(200),
  cysj   timestamp,
  cyks   varchar(10),
  zyzddm varchar(20),
  zyzdmc varchar(200),
  lyfs   varchar(1),
  zzyjh  varchar(1),
  zzdh   varchar(30),
  zfy    numeric(12,2),
  zyzt   varchar(1),
  xgsj   timestamp,
  PRIMARY KEY (zyxh)
);
ALTER TABLE zy_brry REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_brry IS '住院病人';
COMMENT ON COLUMN zy_brry.zyxh IS '住院序号（以Z开头，一次住院一号）';
COMMENT ON COLUMN zy_brry.zyh IS '住院号';
COMMENT ON COLUMN zy_brry.zycs IS '住院次数';
COMMENT ON COLUMN zy_brry.brid IS '患者编号';
COMMENT ON COLUMN zy_brry.rytj IS '入院途径：1急诊 2门诊 3其他医疗机构转入 9其他';
COMMENT ON COLUMN zy_brry.rysj IS '入院时间';
COMMENT ON COLUMN zy_brry.ryks IS '入院科室';
COMMENT ON COLUMN zy_brry.bqdm IS '当前病区';
COMMENT ON COLUMN zy_brry.cwdm IS '当前床位';
COMMENT ON COLUMN zy_brry.zzys IS '主治医生';
COMMENT ON COLUMN zy_brry.ryzddm IS '入院诊断代码';
COMMENT ON COLUMN zy_brry.ryzdmc IS '入院诊断名称';
COMMENT ON COLUMN zy_brry.cysj IS '出院时间';
COMMENT ON COLUMN zy_brry.cyks IS '出院科室';
COMMENT ON COLUMN zy_brry.zyzddm IS '出院主要诊断代码';
COMMENT ON COLUMN zy_brry.zyzdmc IS '出院主要诊断名称';
COMMENT ON COLUMN zy_brry.lyfs IS '离院方式：1医嘱离院 2医嘱转院 3医嘱转社区/乡镇 4非医嘱离院 5死亡 9其他';
COMMENT ON COLUMN zy_brry.zzyjh IS '出院31天内再住院计划：1无 2有';
COMMENT ON COLUMN zy_brry.zzdh IS '转诊单号（由区域平台转入时）';
COMMENT ON COLUMN zy_brry.zfy IS '住院总费用（元）';
COMMENT ON COLUMN zy_brry.zyzt IS '状态：1在院 2出院 3出院已结算 9取消入院';
COMMENT ON COLUMN zy_brry.xgsj IS '最后修改时间';

CREATE TABLE zy_zkjl (
  zkxh bigint NOT NULL,
  zyxh varchar(20),
  brid varchar(20),
  zcks varchar(10),
  zrks varchar(10),
  zrcw varchar(12),
  zksj timestamp,
  PRIMARY KEY (zkxh)
);
ALTER TABLE zy_zkjl REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_zkjl IS '转科记录';
COMMENT ON COLUMN zy_zkjl.zkxh IS '转科序号';
COMMENT ON COLUMN zy_zkjl.zyxh IS '住院序号';
COMMENT ON COLUMN zy_zkjl.brid IS '患者编号';
COMMENT ON COLUMN zy_zkjl.zcks IS '转出科室';
COMMENT ON COLUMN zy_zkjl.zrks IS '转入科室';
COMMENT ON COLUMN zy_zkjl.zrcw IS '转入床位';
COMMENT ON COLUMN zy_zkjl.zksj IS '转科时间';

CREATE TABLE zy_yz (
  yzxh bigint NOT NULL,
  zyxh varchar(20),
  brid varchar(20),
  yzqx varchar(1),
  yzlb varchar(2),
  xmdm varchar(20),
  yzmc varchar(200),
  dcjl numeric(10,3),
  jldw varchar(10),
  yf   varchar(4),
  pc   varchar(10),
  sl   numeric(10,3),
  dw   varchar(10),
  ksdm varchar(10),
  ysgh varchar(12),
  kssj timestamp,
  tzsj timestamp,
  yzzt varchar(1),
  PRIMARY KEY (yzxh)
);
ALTER TABLE zy_yz REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_yz IS '住院医嘱';
COMMENT ON COLUMN zy_yz.yzxh IS '医嘱序号';
COMMENT ON COLUMN zy_yz.zyxh IS '住院序号';
COMMENT ON COLUMN zy_yz.brid IS '患者编号';
COMMENT ON COLUMN zy_yz.yzqx IS '医嘱期限：1长期 2临时';
COMMENT ON COLUMN zy_yz.yzlb IS '医嘱类别：1药品 2检验 3检查 4治疗 5护理 6手术 7膳食 8出院带药';
COMMENT ON COLUMN zy_yz.xmdm IS '项目或药品代码（本院）';
COMMENT ON COLUMN zy_yz.yzmc IS '医嘱内容';
COMMENT ON COLUMN zy_yz.dcjl IS '单次剂量';
COMMENT ON COLUMN zy_yz.jldw IS '剂量单位';
COMMENT ON COLUMN zy_yz.yf IS '用法';
COMMENT ON COLUMN zy_yz.pc IS '频次';
COMMENT ON COLUMN zy_yz.sl IS '总数量';
COMMENT ON COLUMN zy_yz.dw IS '数量单位';
COMMENT ON COLUMN zy_yz.ksdm IS '开立科室';
COMMENT ON COLUMN zy_yz.ysgh IS '开立医生';
COMMENT ON COLUMN zy_yz.kssj IS '开始时间';
COMMENT ON COLUMN zy_yz.tzsj IS '停止时间';
COMMENT ON COLUMN zy_yz.yzzt IS '状态：0开立 1已执行 2已停止 9作废';

CREATE TABLE zy_ssjl (
  ssxh   bigint NOT NULL,
  zyxh   varchar(20),
  brid   varchar(20),
  ssdm   varchar(20),
  ssmc   varchar(200),
  sskssj timestamp,
  ssjssj timestamp,
  ssjb   varchar(1),
  sslb   varchar(1),
  rjbz   smallint,
  qkdj   varchar(4),
  yhdj   varchar(1),
  mzfs   varchar(2),
  ssks   varchar(10),
  zdys   varchar(12),
  fjhcf  smallint,
  sszt   varchar(1),
  PRIMARY KEY (ssxh)
);
ALTER TABLE zy_ssjl REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_ssjl IS '手术记录';
COMMENT ON COLUMN zy_ssjl.ssxh IS '手术序号';
COMMENT ON COLUMN zy_ssjl.zyxh IS '住院序号';
COMMENT ON COLUMN zy_ssjl.brid IS '患者编号';
COMMENT ON COLUMN zy_ssjl.ssdm IS '手术代码（本院）';
COMMENT ON COLUMN zy_ssjl.ssmc IS '手术名称';
COMMENT ON COLUMN zy_ssjl.sskssj IS '手术开始时间';
COMMENT ON COLUMN zy_ssjl.ssjssj IS '手术结束时间';
COMMENT ON COLUMN zy_ssjl.ssjb IS '手术级别：1一级 2二级 3三级 4四级';
COMMENT ON COLUMN zy_ssjl.sslb IS '手术类别：1择期 2限期 3急诊';
COMMENT ON COLUMN zy_ssjl.rjbz IS '日间手术标志';
COMMENT ON COLUMN zy_ssjl.qkdj IS '切口等级：0 I II III';
COMMENT ON COLUMN zy_ssjl.yhdj IS '愈合等级：甲 乙 丙';
COMMENT ON COLUMN zy_ssjl.mzfs IS '麻醉方式：1全麻 2椎管内 3局麻 4静脉 9其他';
COMMENT ON COLUMN zy_ssjl.ssks IS '手术科室';
COMMENT ON COLUMN zy_ssjl.zdys IS '主刀医生';
COMMENT ON COLUMN zy_ssjl.fjhcf IS '非计划重返手术标志';
COMMENT ON COLUMN zy_ssjl.sszt IS '状态：1已安排 2已完成 9取消';

CREATE TABLE zy_fymx (
  fyxh bigint NOT NULL,
  zyxh varchar(20),
  brid varchar(20),
  xmdm varchar(20),
  xmmc varchar(100),
  sffl varchar(4),
  sl   numeric(10,3),
  dw   varchar(10),
  dj   numeric(12,2),
  je   numeric(12,2),
  ybje numeric(12,2),
  ksdm varchar(10),
  fysj timestamp,
  zfbz smallint,
  PRIMARY KEY (fyxh)
);
ALTER TABLE zy_fymx REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_fymx IS '住院费用明细';
COMMENT ON COLUMN zy_fymx.fyxh IS '费用序号';
COMMENT ON COLUMN zy_fymx.zyxh IS '住院序号';
COMMENT ON COLUMN zy_fymx.brid IS '患者编号';
COMMENT ON COLUMN zy_fymx.xmdm IS '项目代码（本院）';
COMMENT ON COLUMN zy_fymx.xmmc IS '项目名称';
COMMENT ON COLUMN zy_fymx.sffl IS '收费分类';
COMMENT ON COLUMN zy_fymx.sl IS '数量';
COMMENT ON COLUMN zy_fymx.dw IS '单位';
COMMENT ON COLUMN zy_fymx.dj IS '单价（元）';
COMMENT ON COLUMN zy_fymx.je IS '金额（元），退费为负';
COMMENT ON COLUMN zy_fymx.ybje IS '其中医保支付（元）';
COMMENT ON COLUMN zy_fymx.ksdm IS '执行科室';
COMMENT ON COLUMN zy_fymx.fysj IS '计费时间';
COMMENT ON COLUMN zy_fymx.zfbz IS '作废标志：1作废';

CREATE TABLE zy_jszb (
  jsxh varchar(20) NOT NULL,
  zyxh varchar(20),
  brid varchar(20),
  fph  varchar(30),
  zje  numeric(12,2),
  ybje numeric(12,2),
  zfje numeric(12,2),
  jssj timestamp,
  jslx varchar(1),
  zfbz smallint,
  PRIMARY KEY (jsxh)
);
ALTER TABLE zy_jszb REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_jszb IS '住院结算';
COMMENT ON COLUMN zy_jszb.jsxh IS '结算序号';
COMMENT ON COLUMN zy_jszb.zyxh IS '住院序号';
COMMENT ON COLUMN zy_jszb.brid IS '患者编号';
COMMENT ON COLUMN zy_jszb.fph IS '发票号';
COMMENT ON COLUMN zy_jszb.zje IS '总金额（元）';
COMMENT ON COLUMN zy_jszb.ybje IS '医保支付（元）';
COMMENT ON COLUMN zy_jszb.zfje IS '个人自付（元）';
COMMENT ON COLUMN zy_jszb.jssj IS '结算时间';
COMMENT ON COLUMN zy_jszb.jslx IS '结算类型：1出院结算 2中途结算';
COMMENT ON COLUMN zy_jszb.zfbz IS '作废标志';

CREATE TABLE zy_cwr (
  rq   date NOT NULL,
  cwdm varchar(12) NOT NULL,
  zyxh varchar(20),
  brid varchar(20),
  ksdm varchar(10),
  bqdm varchar(10),
  kfbz smallint,
  zybz smallint,
  PRIMARY KEY (rq, cwdm)
);
ALTER TABLE zy_cwr REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_cwr IS '床日登记';
COMMENT ON COLUMN zy_cwr.rq IS '日期';
COMMENT ON COLUMN zy_cwr.cwdm IS '床位代码';
COMMENT ON COLUMN zy_cwr.zyxh IS '住院序号（空为空床）';
COMMENT ON COLUMN zy_cwr.brid IS '患者编号';
COMMENT ON COLUMN zy_cwr.ksdm IS '科室代码';
COMMENT ON COLUMN zy_cwr.bqdm IS '病区代码';
COMMENT ON COLUMN zy_cwr.kfbz IS '当日开放标志';
COMMENT ON COLUMN zy_cwr.zybz IS '当日占用标志';

CREATE TABLE zy_smtz (
  tzxh  bigint NOT NULL,
  zyxh  varchar(20),
  brid  varchar(20),
  clsj  timestamp,
  tw    numeric(4,1),
  mb    integer,
  hx    integer,
  ssy   integer,
  szy   integer,
  xybhd numeric(4,1),
  tz    numeric(5,1),
  hsgh  varchar(12),
  zfbz  smallint,
  PRIMARY KEY (tzxh)
);
ALTER TABLE zy_smtz REPLICA IDENTITY FULL;
COMMENT ON TABLE zy_smtz IS '住院生命体征';
COMMENT ON COLUMN zy_smtz.tzxh IS '体征序号';
COMMENT ON COLUMN zy_smtz.zyxh IS '住院序号';
COMMENT ON COLUMN zy_smtz.brid IS '患者编号';
COMMENT ON COLUMN zy_smtz.clsj IS '测量时间';
COMMENT ON COLUMN zy_smtz.tw IS '体温（℃）';
COMMENT ON COLUMN zy_smtz.mb IS '脉搏（次/分）';
COMMENT ON COLUMN zy_smtz.hx IS '呼吸（次/分）';
COMMENT ON COLUMN zy_smtz.ssy IS '收缩压（mmHg）';
COMMENT ON COLUMN zy_smtz.szy IS '舒张压（mmHg）';
COMMENT ON COLUMN zy_smtz.xybhd IS '血氧饱和度（%）';
COMMENT ON COLUMN zy_smtz.tz IS '体重（kg）';
COMMENT ON COLUMN zy_smtz.hsgh IS '测量护士';
COMMENT ON COLUMN zy_smtz.zfbz IS '作废标志';

CREATE TABLE ba_sy (
  zyxh   varchar(20) NOT NULL,
  bah    varchar(20),
  brid   varchar(20),
  zycs   integer,
  rytj   varchar(1),
  rysj   timestamp,
  ryks   varchar(10),
  cysj   timestamp,
  cyks   varchar(10),
  sjzyts integer,
  mzzddm varchar(20),
  zyzddm varchar(20),
  zyzdmc varchar(200),
  zyrybq varchar(1),
  lyfs   varchar(1),
  njsjg  varchar(20),
  zzyjh  varchar(1),
  zzymd  varchar(100),
  swsj   timestamp,
  zfy    numeric(12,2),
  zfje   numeric(12,2),
  xyf    numeric(12,2),
  kjyf   numeric(12,2),
  ssf    numeric(12,2),
  jcf    numeric(12,2),
  hyf    numeric(12,2),
  clf    numeric(12,2),
  bmy    varchar(12),
  bmsj   timestamp,
  PRIMARY KEY (zyxh)
);
ALTER TABLE ba_sy REPLICA IDENTITY FULL;
COMMENT ON TABLE ba_sy IS '病案首页';
COMMENT ON COLUMN ba_sy.zyxh IS '住院序号';
COMMENT ON COLUMN ba_sy.bah IS '病案号';
COMMENT ON COLUMN ba_sy.brid IS '患者编号';
COMMENT ON COLUMN ba_sy.zycs IS '住院次数';
COMMENT ON COLUMN ba_sy.rytj IS '入院途径';
COMMENT ON COLUMN ba_sy.rysj IS '入院时间';
COMMENT ON COLUMN ba_sy.ryks IS '入院科室';
COMMENT ON COLUMN ba_sy.cysj IS '出院时间';
COMMENT ON COLUMN ba_sy.cyks IS '出院科室';
COMMENT ON COLUMN ba_sy.sjzyts IS '实际住院天数';
COMMENT ON COLUMN ba_sy.mzzddm IS '门急诊诊断代码';
COMMENT ON COLUMN ba_sy.zyzddm IS '出院主要诊断代码';
COMMENT ON COLUMN ba_sy.zyzdmc IS '出院主要诊断名称';
COMMENT ON COLUMN ba_sy.zyrybq IS '主要诊断入院病情：1有 2临床未确定 3情况不明 4无';
COMMENT ON COLUMN ba_sy.lyfs IS '离院方式';
COMMENT ON COLUMN ba_sy.njsjg IS '拟接收医疗机构代码';
COMMENT ON COLUMN ba_sy.zzyjh IS '出院31天内再住院计划：1无 2有';
COMMENT ON COLUMN ba_sy.zzymd IS '再住院目的';
COMMENT ON COLUMN ba_sy.swsj IS '死亡时间';
COMMENT ON COLUMN ba_sy.zfy IS '总费用（元）';
COMMENT ON COLUMN ba_sy.zfje IS '自付金额（元）';
COMMENT ON COLUMN ba_sy.xyf IS '西药费（元）';
COMMENT ON COLUMN ba_sy.kjyf IS '抗菌药物费用（元）';
COMMENT ON COLUMN ba_sy.ssf IS '手术费（元）';
COMMENT ON COLUMN ba_sy.jcf IS '检查费（元）';
COMMENT ON COLUMN ba_sy.hyf IS '化验费（元）';
COMMENT ON COLUMN ba_sy.clf IS '材料费（元）';
COMMENT ON COLUMN ba_sy.bmy IS '编码员';
COMMENT ON COLUMN ba_sy.bmsj IS '编码时间';

CREATE TABLE ba_zd (
  zyxh varchar(20) NOT NULL,
  zdxh integer NOT NULL,
  brid varchar(20),
  zdlx varchar(1),
  jbdm varchar(20),
  jbmc varchar(200),
  rybq varchar(1),
  cyqk varchar(1),
  cyks varchar(10),
  rysj timestamp,
  cysj timestamp,
  PRIMARY KEY (zyxh, zdxh)
);
ALTER TABLE ba_zd REPLICA IDENTITY FULL;
COMMENT ON TABLE ba_zd IS '病案首页诊断';
COMMENT ON COLUMN ba_zd.zyxh IS '住院序号';
COMMENT ON COLUMN ba_zd.zdxh IS '诊断顺序（1为主要诊断）';
COMMENT ON COLUMN ba_zd.brid IS '患者编号';
COMMENT ON COLUMN ba_zd.zdlx IS '诊断类型：1主要 2其他 3损伤外因 4病理';
COMMENT ON COLUMN ba_zd.jbdm IS '疾病代码（ICD-10临床版）';
COMMENT ON COLUMN ba_zd.jbmc IS '疾病名称';
COMMENT ON COLUMN ba_zd.rybq IS '入院病情：1有 2临床未确定 3情况不明 4无';
COMMENT ON COLUMN ba_zd.cyqk IS '出院情况：1治愈 2好转 3未愈 4死亡 9其他';
COMMENT ON COLUMN ba_zd.cyks IS '出院科室';
COMMENT ON COLUMN ba_zd.rysj IS '入院时间';
COMMENT ON COLUMN ba_zd.cysj IS '出院时间';

CREATE TABLE ba_ss (
  zyxh varchar(20) NOT NULL,
  ssxh integer NOT NULL,
  brid varchar(20),
  ssdm varchar(20),
  ssmc varchar(200),
  ssrq date,
  ssjb varchar(1),
  qkdj varchar(4),
  yhdj varchar(1),
  mzfs varchar(2),
  sz   varchar(12),
  PRIMARY KEY (zyxh, ssxh)
);
ALTER TABLE ba_ss REPLICA IDENTITY FULL;
COMMENT ON TABLE ba_ss IS '病案首页手术';
COMMENT ON COLUMN ba_ss.zyxh IS '住院序号';
COMMENT ON COLUMN ba_ss.ssxh IS '手术顺序';
COMMENT ON COLUMN ba_ss.brid IS '患者编号';
COMMENT ON COLUMN ba_ss.ssdm IS '手术代码（ICD-9-CM-3临床版）';
COMMENT ON COLUMN ba_ss.ssmc IS '手术名称';
COMMENT ON COLUMN ba_ss.ssrq IS '手术日期';
COMMENT ON COLUMN ba_ss.ssjb IS '手术级别';
COMMENT ON COLUMN ba_ss.qkdj IS '切口等级';
COMMENT ON COLUMN ba_ss.yhdj IS '愈合等级';
COMMENT ON COLUMN ba_ss.mzfs IS '麻醉方式';
COMMENT ON COLUMN ba_ss.sz IS '术者';

CREATE TABLE jc_bgd (
  jcxh   varchar(20) NOT NULL,
  jzxh   varchar(20),
  brid   varchar(20),
  jclx   varchar(4),
  jcbw   varchar(50),
  jcxmmc varchar(100),
  sqks   varchar(10),
  sqsj   timestamp,
  jcsj   timestamp,
  bgsj   timestamp,
  yxsj   text,
  jcjl   text,
  yyxbz  smallint,
  bgzt   varchar(1),
  PRIMARY KEY (jcxh)
);
ALTER TABLE jc_bgd REPLICA IDENTITY FULL;
COMMENT ON TABLE jc_bgd IS '检查报告单';
COMMENT ON COLUMN jc_bgd.jcxh IS '检查序号';
COMMENT ON COLUMN jc_bgd.jzxh IS '就诊序号或住院序号';
COMMENT ON COLUMN jc_bgd.brid IS '患者编号';
COMMENT ON COLUMN jc_bgd.jclx IS '检查类型：CT MR DR US ECG ES';
COMMENT ON COLUMN jc_bgd.jcbw IS '检查部位';
COMMENT ON COLUMN jc_bgd.jcxmmc IS '检查项目';
COMMENT ON COLUMN jc_bgd.sqks IS '申请科室';
COMMENT ON COLUMN jc_bgd.sqsj IS '申请时间';
COMMENT ON COLUMN jc_bgd.jcsj IS '检查时间';
COMMENT ON COLUMN jc_bgd.bgsj IS '报告时间';
COMMENT ON COLUMN jc_bgd.yxsj IS '影像所见';
COMMENT ON COLUMN jc_bgd.jcjl IS '检查结论';
COMMENT ON COLUMN jc_bgd.yyxbz IS '阳性标志';
COMMENT ON COLUMN jc_bgd.bgzt IS '状态：1已申请 2已检查 3已报告 9取消';
