package org.yunhe.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line for people on the promises of tables that are missed. */
final class PromiseLine {
  /** The promises of the last measurement that were missed. */
  static final String MISSED =
      """
      SELECT table_name, freshness, cast(age_seconds AS varchar),
             cast(freshness_limit_seconds AS varchar), volume,
             coalesce(format('%+.0f %%', deviation_percent), '?'),
             cast(volume_limit_percent AS varchar)
      FROM lake.ops.table_sla
      WHERE run_id = (SELECT max_by(run_id, measured_at) FROM lake.ops.table_sla)
        AND (freshness = 'missed' OR volume = 'missed')
      ORDER BY table_name
      """;

  private static final String IS_MISSED = "missed";
  private static final int SHOWN = 4;

  private final boolean zh;

  PromiseLine(String language) {
    this.zh = language.equals("zh");
  }

  /** Returns the line of {@code rows}, which {@link #MISSED} gave; empty where there are none. */
  String of(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    String shown = rows.stream().limit(SHOWN).map(this::table).collect(Collectors.joining("; "));
    String more =
        rows.size() <= SHOWN
            ? ""
            : (zh ? "；另有 %d 张表" : "; and %d more").formatted(rows.size() - SHOWN);
    return (zh ? "未达承诺：" : "promises missed: ")
        + shown
        + more
        + (zh ? "；见 ops.table_sla" : "; see ops.table_sla");
  }

  private String table(List<String> row) {
    List<String> parts = new ArrayList<>();
    if (row.get(1).equals(IS_MISSED)) {
      parts.add(
          (zh ? "最新数据距今 %s（承诺 %s）" : "newest row %s old (promised %s)")
              .formatted(age(row.get(2)), age(row.get(3))));
    }
    if (row.get(4).equals(IS_MISSED)) {
      parts.add(
          (zh ? "行数偏差 %s（承诺 ±%s %%）" : "rows %s from usual (promised ±%s %%)")
              .formatted(row.get(5), row.get(6)));
    }
    return row.getFirst() + " " + String.join(zh ? "，" : ", ", parts);
  }

  private String age(String seconds) {
    Duration age = Duration.ofSeconds(Long.parseLong(seconds));
    if (age.toDays() > 0) {
      return age.toDays() + (zh ? " 天" : " d");
    }
    return age.toHours() > 0
        ? age.toHours() + (zh ? " 小时" : " h")
        : age.toMinutes() + (zh ? " 分" : " min");
  }
}
