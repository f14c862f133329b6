package org.yunhe.jobs.spark;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * While it is open, what is read of core lacks the rows of every source that repeats another: the
 * same records came by a second road, and must not be counted twice. Registrations stay, so that a
 * person is found by either road.
 */
public final class RepeatedRows implements AutoCloseable {
  /** Setting of the session: the sources left out, with commas between them. */
  static final String SETTING = "spark.yunhe.left-out-sources";

  private final SparkSession spark;

  private RepeatedRows(SparkSession spark) {
    this.spark = spark;
  }

  /** Leaves the rows out from now on. */
  public static RepeatedRows leaveOut(SparkSession spark) {
    String sources =
        SourceCatalog.load().sources().stream()
            .filter(source -> source.repeats() != null)
            .map(SourceDefinition::source)
            .collect(Collectors.joining(","));
    spark.conf().set(SETTING, sources);
    return new RepeatedRows(spark);
  }

  /** Leaves nothing out any more. */
  @Override
  public void close() {
    spark.conf().unset(SETTING);
  }

  static List<String> sources(String setting) {
    return setting.isEmpty() ? List.of() : List.copyOf(new TreeSet<>(List.of(setting.split(","))));
  }
}
