package org.yunhe.jobs.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Builds the Spark session of a job; what {@code spark-submit} sets wins over the defaults. */
public final class SparkSessions {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("spark.master", "local[*]"),
          Map.entry("spark.ui.enabled", "false"),
          Map.entry("spark.sql.ansi.enabled", "true"),
          Map.entry("spark.sql.datetime.java8API.enabled", "true"),
          Map.entry("spark.sql.adaptive.enabled", "true"),
          Map.entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "true"),
          Map.entry("spark.sql.shuffle.partitions", "4"),
          Map.entry("spark.sql.ui.explainMode", "simple"),
          Map.entry("spark.sql.maxPlanStringLength", "2000"),
          // Every query and each replanning of one is described for a page that nobody opens.
          Map.entry("spark.sql.debug.maxToStringFields", "0"),
          Map.entry("spark.sql.codegen.cache.maxEntries", "1000"),
          Map.entry("spark.sql.autoBroadcastJoinThreshold", "20m"),
          Map.entry("spark.sql.iceberg.locality.enabled", "false"),
          Map.entry("spark.cleaner.periodicGC.interval", "60min"));
  private static final String EXTENSIONS =
      "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
          + EncryptionExtension.class.getName();

  private SparkSessions() {}

  /**
   * Starts a session that has the lake as {@code catalog}.
   *
   * @param catalog name of the catalog
   * @param properties properties of the Iceberg catalog
   * @param settings Spark settings that differ from the defaults
   */
  public static SparkSession start(
      String catalog, Map<String, String> properties, Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder().appName("yunhe");
    DEFAULTS.forEach((key, value) -> builder.config(key, System.getProperty(key, value)));
    settings.forEach(builder::config);
    builder
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", EXTENSIONS)
        .config("spark.sql.defaultCatalog", catalog)
        .config("spark.sql.catalog." + catalog, "org.apache.iceberg.spark.SparkCatalog");
    properties.forEach(
        (key, value) -> builder.config("spark.sql.catalog." + catalog + "." + key, value));
    return builder.getOrCreate();
  }
}
