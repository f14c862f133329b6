package org.yunhe.jobs.spark;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/** What a merge writes into each column. */
public final class Assignments {
  private Assignments() {}

  /** Takes every column from the rows that are merged, known as {@code alias}. */
  public static scala.collection.immutable.Map<String, Column> from(
      String alias, Collection<String> columns) {
    Map<String, Column> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column, functions.col(alias + "." + column)));
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(values));
  }
}
