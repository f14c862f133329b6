package org.yunhe.jobs.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** The SQL function {@code local_date(time, source)}: calendar date on the clocks of a source. */
final class LocalDates implements UDF2<Instant, String, LocalDate> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ZoneId> zones = new HashMap<>();

  private LocalDates(SourceCatalog sources) {
    for (SourceDefinition source : sources.sources()) {
      zones.put(source.source(), ZoneId.of(source.timezone()));
    }
  }

  /** Makes the function known to {@code spark}. */
  static void register(SparkSession spark) {
    spark.udf().register("local_date", new LocalDates(SourceCatalog.load()), DataTypes.DateType);
  }

  @Override
  public LocalDate call(Instant time, String source) {
    ZoneId zone = zones.get(source);
    if (zone == null) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          "the source '" + source + "' is not declared, so its time zone is not known",
          "add sources/" + source + ".yaml");
    }
    return time == null ? null : time.atZone(zone).toLocalDate();
  }
}
