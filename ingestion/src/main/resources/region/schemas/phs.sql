-- 基本公共卫生服务系统
-- Every table has REPLICA IDENTITY FULL: a delete then carries its whole row (and with it the institution),
-- and an update never carries a placeholder where PostgreSQL stored a large text out of line.

CREATE SCHEMA IF NOT EXISTS phs;
SET search_path TO phs;

CREATE TABLE jk_grda (
  dabh varchar(20) NOT NULL,
  gljg varchar(20),
  xm   varchar(50),
  xb   varchar(1),
  csrq varchar(8),
  sfzh varchar(18),
  lxdh varchar(20),
  hyzk varchar(2),
  mz   varchar(2),
  whcd varchar(2),
  zy   varchar(20),
  czlx varchar(1),
  xzz  varchar(200),
  xzqh varchar(12),
  abo  varchar(1),
  jws  varchar(200),
  gms  varchar(200),
  qyys varchar(50),
  jdrq varchar(8),
  dazt varchar(1),
  swrq varchar(8),
  xgsj timestamp,
  PRIMARY KEY (dabh)
);
ALTER TABLE jk_grda REPLICA IDENTITY FULL;
COMMENT ON TABLE jk_grda IS '居民健康档案';
COMMENT ON COLUMN jk_grda.dabh IS '档案编号';
COMMENT ON COLUMN jk_grda.gljg IS '管理机构代码';
COMMENT ON COLUMN jk_grda.xm IS '姓名';
COMMENT ON COLUMN jk_grda.xb IS '性别：0未知 1男 2女 9未说明';
COMMENT ON COLUMN jk_grda.csrq IS '出生日期（yyyyMMdd）';
COMMENT ON COLUMN jk_grda.sfzh IS '身份证号';
COMMENT ON COLUMN jk_grda.lxdh IS '本人电话';
COMMENT ON COLUMN jk_grda.hyzk IS '婚姻状况：10未婚 20已婚 30丧偶 40离婚 90未说明';
COMMENT ON COLUMN jk_grda.mz IS '民族代码';
COMMENT ON COLUMN jk_grda.whcd IS '文化程度';
COMMENT ON COLUMN jk_grda.zy IS '职业';
COMMENT ON COLUMN jk_grda.czlx IS '常住类型：1户籍 2非户籍';
COMMENT ON COLUMN jk_grda.xzz IS '现住址';
COMMENT ON COLUMN jk_grda.xzqh IS '行政区划（村级12位）';
COMMENT ON COLUMN jk_grda.abo IS '血型';
COMMENT ON COLUMN jk_grda.jws IS '既往史';
COMMENT ON COLUMN jk_grda.gms IS '过敏史';
COMMENT ON COLUMN jk_grda.qyys IS '签约医生';
COMMENT ON COLUMN jk_grda.jdrq IS '建档日期（yyyyMMdd）';
COMMENT ON COLUMN jk_grda.dazt IS '档案状态：1活动 2迁出 3死亡 9注销';
COMMENT ON COLUMN jk_grda.swrq IS '死亡日期（yyyyMMdd）';
COMMENT ON COLUMN jk_grda.xgsj IS '更新时间';

CREATE TABLE mb_gxydj (
  djbh  varchar(20) NOT NULL,
  dabh  varchar(20),
  gljg  varchar(20),
  sfzh  varchar(18),
  qzrq  varchar(8),
  qzjg  varchar(100),
  gxyfj varchar(1),
  wxfc  varchar(1),
  jkrq  varchar(8),
  jazt  varchar(1),
  jarq  varchar(8),
  xgsj  timestamp,
  PRIMARY KEY (djbh)
);
ALTER TABLE mb_gxydj REPLICA IDENTITY FULL;
COMMENT ON TABLE mb_gxydj IS '高血压专项登记';
COMMENT ON COLUMN mb_gxydj.djbh IS '登记编号';
COMMENT ON COLUMN mb_gxydj.dabh IS '档案编号';
COMMENT ON COLUMN mb_gxydj.gljg IS '管理机构代码';
COMMENT ON COLUMN mb_gxydj.sfzh IS '身份证号';
COMMENT ON COLUMN mb_gxydj.qzrq IS '确诊日期（yyyyMMdd）';
COMMENT ON COLUMN mb_gxydj.qzjg IS '确诊机构';
COMMENT ON COLUMN mb_gxydj.gxyfj IS '分级：1级 2级 3级';
COMMENT ON COLUMN mb_gxydj.wxfc IS '危险分层：1低危 2中危 3高危 4很高危';
COMMENT ON COLUMN mb_gxydj.jkrq IS '建卡日期（yyyyMMdd）';
COMMENT ON COLUMN mb_gxydj.jazt IS '结案状态：0管理中 1迁出 2死亡 3失访';
COMMENT ON COLUMN mb_gxydj.jarq IS '结案日期（yyyyMMdd）';
COMMENT ON COLUMN mb_gxydj.xgsj IS '更新时间';

CREATE TABLE mb_tnbdj (
  djbh  varchar(20) NOT NULL,
  dabh  varchar(20),
  gljg  varchar(20),
  sfzh  varchar(18),
  qzrq  varchar(8),
  qzjg  varchar(100),
  tnblx varchar(1),
  bfz   varchar(100),
  jkrq  varchar(8),
  jazt  varchar(1),
  jarq  varchar(8),
  xgsj  timestamp,
  PRIMARY KEY (djbh)
);
ALTER TABLE mb_tnbdj REPLICA IDENTITY FULL;
COMMENT ON TABLE mb_tnbdj IS '糖尿病专项登记';
COMMENT ON COLUMN mb_tnbdj.djbh IS '登记编号';
COMMENT ON COLUMN mb_tnbdj.dabh IS '档案编号';
COMMENT ON COLUMN mb_tnbdj.gljg IS '管理机构代码';
COMMENT ON COLUMN mb_tnbdj.sfzh IS '身份证号';
COMMENT ON COLUMN mb_tnbdj.qzrq IS '确诊日期（yyyyMMdd）';
COMMENT ON COLUMN mb_tnbdj.qzjg IS '确诊机构';
COMMENT ON COLUMN mb_tnbdj.tnblx IS '类型：1一型 2二型 3妊娠 9其他';
COMMENT ON COLUMN mb_tnbdj.bfz IS '并发症：逗号分隔 1肾病 2视网膜 3神经 4足病';
COMMENT ON COLUMN mb_tnbdj.jkrq IS '建卡日期（yyyyMMdd）';
COMMENT ON COLUMN mb_tnbdj.jazt IS '结案状态：0管理中 1迁出 2死亡 3失访';
COMMENT ON COLUMN mb_tnbdj.jarq IS '结案日期（yyyyMMdd）';
COMMENT ON COLUMN mb_tnbdj.xgsj IS '更新时间';

CREATE TABLE sf_gxy (
  sfbh   varchar(20) NOT NULL,
  gljg   varchar(20),
  djbh   varchar(20),
  dabh   varchar(20),
  sfjg   varchar(20),
  sfrq   varchar(8),
  sffs   varchar(1),
  ssy    integer,
  szy    integer,
  xl     integer,
  sg     numeric(5,1),
  tz     numeric(5,1),
  rxyl   integer,
  ryjl   numeric(5,1),
  fyycx  varchar(1),
  sffl   varchar(1),
  zzjg   varchar(20),
  zzyy   varchar(100),
  xcsfrq varchar(8),
  sfys   varchar(50),
  zfbz   smallint,
  xgsj   timestamp,
  PRIMARY KEY (sfbh)
);
ALTER TABLE sf_gxy REPLICA IDENTITY FULL;
COMMENT ON TABLE sf_gxy IS '高血压随访';
COMMENT ON COLUMN sf_gxy.sfbh IS '随访编号';
COMMENT ON COLUMN sf_gxy.gljg IS '管理机构代码';
COMMENT ON COLUMN sf_gxy.djbh IS '登记编号';
COMMENT ON COLUMN sf_gxy.dabh IS '档案编号';
COMMENT ON COLUMN sf_gxy.sfjg IS '随访机构代码';
COMMENT ON COLUMN sf_gxy.sfrq IS '随访日期（yyyyMMdd）';
COMMENT ON COLUMN sf_gxy.sffs IS '随访方式：1门诊 2家庭 3电话';
COMMENT ON COLUMN sf_gxy.ssy IS '收缩压（mmHg）';
COMMENT ON COLUMN sf_gxy.szy IS '舒张压（mmHg）';
COMMENT ON COLUMN sf_gxy.xl IS '心率（次/分）';
COMMENT ON COLUMN sf_gxy.sg IS '身高（cm）';
COMMENT ON COLUMN sf_gxy.tz IS '体重（kg）';
COMMENT ON COLUMN sf_gxy.rxyl IS '日吸烟量（支）';
COMMENT ON COLUMN sf_gxy.ryjl IS '日饮酒量（两）';
COMMENT ON COLUMN sf_gxy.fyycx IS '服药依从性：1规律 2间断 3不服药';
COMMENT ON COLUMN sf_gxy.sffl IS '随访分类：1控制满意 2控制不满意 3不良反应 4并发症';
COMMENT ON COLUMN sf_gxy.zzjg IS '转诊机构';
COMMENT ON COLUMN sf_gxy.zzyy IS '转诊原因';
COMMENT ON COLUMN sf_gxy.xcsfrq IS '下次随访日期（yyyyMMdd）';
COMMENT ON COLUMN sf_gxy.sfys IS '随访医生';
COMMENT ON COLUMN sf_gxy.zfbz IS '作废标志';
COMMENT ON COLUMN sf_gxy.xgsj IS '更新时间';

CREATE TABLE sf_tnb (
  sfbh   varchar(20) NOT NULL,
  gljg   varchar(20),
  djbh   varchar(20),
  dabh   varchar(20),
  sfjg   varchar(20),
  sfrq   varchar(8),
  sffs   varchar(1),
  ssy    integer,
  szy    integer,
  tz     numeric(5,1),
  kfxt   numeric(6,2),
  chxt   numeric(6,2),
  thxhdb numeric(4,1),
  zbdmbd varchar(1),
  fyycx  varchar(1),
  dxtfy  varchar(1),
  sffl   varchar(1),
  zzjg   varchar(20),
  zzyy   varchar(100),
  xcsfrq varchar(8),
  sfys   varchar(50),
  zfbz   smallint,
  xgsj   timestamp,
  PRIMARY KEY (sfbh)
);
ALTER TABLE sf_tnb REPLICA IDENTITY FULL;
COMMENT ON TABLE sf_tnb IS '糖尿病随访';
COMMENT ON COLUMN sf_tnb.sfbh IS '随访编号';
COMMENT ON COLUMN sf_tnb.gljg IS '管理机构代码';
COMMENT ON COLUMN sf_tnb.djbh IS '登记编号';
COMMENT ON COLUMN sf_tnb.dabh IS '档案编号';
COMMENT ON COLUMN sf_tnb.sfjg IS '随访机构代码';
COMMENT ON COLUMN sf_tnb.sfrq IS '随访日期（yyyyMMdd）';
COMMENT ON COLUMN sf_tnb.sffs IS '随访方式：1门诊 2家庭 3电话';
COMMENT ON COLUMN sf_tnb.ssy IS '收缩压（mmHg）';
COMMENT ON COLUMN sf_tnb.szy IS '舒张压（mmHg）';
COMMENT ON COLUMN sf_tnb.tz IS '体重（kg）';
COMMENT ON COLUMN sf_tnb.kfxt IS '空腹血糖（mmol/L）';
COMMENT ON COLUMN sf_tnb.chxt IS '餐后2小时血糖（mmol/L）';
COMMENT ON COLUMN sf_tnb.thxhdb IS '糖化血红蛋白（%）';
COMMENT ON COLUMN sf_tnb.zbdmbd IS '足背动脉搏动：1触及正常 2减弱 3消失';
COMMENT ON COLUMN sf_tnb.fyycx IS '服药依从性：1规律 2间断 3不服药';
COMMENT ON COLUMN sf_tnb.dxtfy IS '低血糖反应：1无 2偶尔 3频繁';
COMMENT ON COLUMN sf_tnb.sffl IS '随访分类：1控制满意 2控制不满意 3不良反应 4并发症';
COMMENT ON COLUMN sf_tnb.zzjg IS '转诊机构';
COMMENT ON COLUMN sf_tnb.zzyy IS '转诊原因';
COMMENT ON COLUMN sf_tnb.xcsfrq IS '下次随访日期（yyyyMMdd）';
COMMENT ON COLUMN sf_tnb.sfys IS '随访医生';
COMMENT ON COLUMN sf_tnb.zfbz IS '作废标志';
COMMENT ON COLUMN sf_tnb.xgsj IS '更新时间';

CREATE TABLE my_dcb (
  dcbh   varchar(20) NOT NULL,
  gljg   varchar(20),
  dabh   varchar(20),
  bdcjg  varchar(20),
  dclx   varchar(1),
  hzbh   varchar(30),
  jzbh   varchar(30),
  dcrq   varchar(8),
  dcfs   varchar(1),
  hjdf   smallint,
  fwdf   smallint,
  jsdf   smallint,
  ddsjdf smallint,
  zdf    smallint,
  yjjy   text,
  yxbz   smallint,
  xgsj   timestamp,
  PRIMARY KEY (dcbh)
);
ALTER TABLE my_dcb REPLICA IDENTITY FULL;
COMMENT ON TABLE my_dcb IS '满意度调查';
COMMENT ON COLUMN my_dcb.dcbh IS '调查编号';
COMMENT ON COLUMN my_dcb.gljg IS '管理机构代码';
COMMENT ON COLUMN my_dcb.dabh IS '档案编号';
COMMENT ON COLUMN my_dcb.bdcjg IS '被调查机构代码';
COMMENT ON COLUMN my_dcb.dclx IS '调查类型：1门诊 2住院 3家庭医生';
COMMENT ON COLUMN my_dcb.hzbh IS '被调查机构患者编号';
COMMENT ON COLUMN my_dcb.jzbh IS '被调查机构就诊号';
COMMENT ON COLUMN my_dcb.dcrq IS '调查日期（yyyyMMdd）';
COMMENT ON COLUMN my_dcb.dcfs IS '调查方式：1现场 2电话 3微信';
COMMENT ON COLUMN my_dcb.hjdf IS '环境得分（0-100）';
COMMENT ON COLUMN my_dcb.fwdf IS '服务态度得分（0-100）';
COMMENT ON COLUMN my_dcb.jsdf IS '技术得分（0-100）';
COMMENT ON COLUMN my_dcb.ddsjdf IS '等待时间得分（0-100）';
COMMENT ON COLUMN my_dcb.zdf IS '总得分（0-100）';
COMMENT ON COLUMN my_dcb.yjjy IS '意见建议';
COMMENT ON COLUMN my_dcb.yxbz IS '有效标志';
COMMENT ON COLUMN my_dcb.xgsj IS '更新时间';
