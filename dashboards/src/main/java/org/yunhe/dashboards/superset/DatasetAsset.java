package org.yunhe.dashboards.superset;

import java.util.List;
import java.util.Optional;
import org.yunhe.models.contract.TableContract;

/**
 * One dataset: a table of the lake, or a query over it, with the columns and measures that charts
 * name.
 *
 * @param name name, the same as the file's
 * @param contract contract of its table, where columns and their texts come from
 * @param sql query that it stands for, or null where it is the table itself
 * @param time column of time that charts filter by, or null
 * @param fields columns
 * @param metrics measures
 */
record DatasetAsset(
    String name,
    TableContract contract,
    Texts sql,
    String time,
    List<Field> fields,
    List<Metric> metrics) {

  /**
   * One column.
   *
   * @param name name
   * @param type type in Trino
   * @param expression SQL that computes it, or null for a column of the table or query
   * @param title name for people
   * @param description what it is
   */
  record Field(String name, String type, Texts expression, Texts title, Texts description) {
    boolean temporal() {
      return type.startsWith("TIMESTAMP") || type.equals("DATE");
    }
  }

  /**
   * One measure.
   *
   * @param name name
   * @param expression SQL of the aggregate
   * @param title name for people
   * @param format d3 format of its values, or null
   */
  record Metric(String name, Texts expression, Texts title, String format) {}

  Optional<Field> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  Optional<Metric> metric(String metricName) {
    return metrics.stream().filter(metric -> metric.name().equals(metricName)).findFirst();
  }
}
