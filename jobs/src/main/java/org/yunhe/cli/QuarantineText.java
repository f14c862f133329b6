package org.yunhe.cli;

import java.util.List;
import java.util.Locale;
import org.yunhe.lakehouse.config.YunheConfig;

/** What the commands on quarantine say, in the language of the settings. */
final class QuarantineText {
  private final boolean zh;

  QuarantineText(YunheConfig config) {
    this.zh = config.language().equals("zh");
  }

  List<String> listHeader() {
    return zh
        ? List.of("标识", "阶段", "来源", "表", "原因代码", "原因", "隔离时间")
        : List.of("ID", "STAGE", "SOURCE", "TABLE", "CODE", "REASON", "SET ASIDE");
  }

  List<String> summaryHeader() {
    return zh
        ? List.of("阶段", "来源", "表", "原因代码", "条数>", "最近一条")
        : List.of("STAGE", "SOURCE", "TABLE", "CODE", "ENTRIES>", "NEWEST");
  }

  String shown(long shown, long all) {
    return format("共 %2$d 条，显示 %1$d 条", "%d of %d entries", shown, all);
  }

  String none() {
    return zh ? "没有符合条件的隔离记录" : "no entry";
  }

  String payload(int bytes) {
    return format("原始内容，%d 字节", "the record, %d bytes", bytes);
  }

  String noPayload() {
    return zh ? "没有原始内容" : "the record has no bytes";
  }

  String written(String file, int bytes) {
    return format("%s：已写入 %d 字节", "%s: %d bytes written", file, bytes);
  }

  String ask(int count) {
    return format("重放 %d 条记录？[y/N] ", "Send %d records again? [y/N] ", count);
  }

  String refused(String reason) {
    return format("未发送：%s", "not sent: %s", reason);
  }

  String sent(int count) {
    return format("已发送 %d 条", "%d sent", count);
  }

  String landed(String id, String table) {
    return format("%s：已入湖 %s，移出隔离区", "%s: landed in %s, out of quarantine", id, table);
  }

  String landedAgain(String id, String table) {
    return format(
        "%s：已入湖 %s，等待下一次 './yunhe run core' 重新判定",
        "%s: landed in %s; the next './yunhe run core' judges it anew", id, table);
  }

  String unreadableAgain(String id, String code, String reason) {
    return format(
        "%s：仍无法读取，留在隔离区：%s，%s", "%s: still unreadable, it stays: %s, %s", id, code, reason);
  }

  String waiting(String id) {
    return format(
        "%s：已发送，尚未入湖；见 './yunhe status'", "%s: sent, and not landed yet; see './yunhe status'", id);
  }

  private String format(String chinese, String english, Object... values) {
    return String.format(Locale.ROOT, zh ? chinese : english, values);
  }
}
