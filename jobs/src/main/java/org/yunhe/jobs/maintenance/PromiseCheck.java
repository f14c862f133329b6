package org.yunhe.jobs.maintenance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.Freshness;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.contract.Volume;

/** Holds a table against what its contract promises of freshness and volume. */
final class PromiseCheck {
  private static final ZoneId REGION = ZoneId.of("Asia/Shanghai");
  private static final int DAYS = 7;
  private static final int WEEKS = 8;
  private static final int FEWEST_WEEKS = 3;
  private static final double PERCENT = 100;

  private final Lake lake;
  private final Instant now;
  private final Map<String, Long> countedLast;

  /**
   * Creates the check.
   *
   * @param now time that ages are measured at
   * @param countedLast rows of each table as they were counted last
   */
  PromiseCheck(Lake lake, Instant now, Map<String, Long> countedLast) {
    this.lake = lake;
    this.now = now;
    this.countedLast = countedLast;
  }

  /** Measures a table that promises something. */
  Promise check(TableContract table) {
    if (lake.recordCount(table.fullName()) == 0) {
      return Promise.ofEmpty(table.fullName());
    }
    Freshness freshness = table.service().freshness();
    Volume volume = table.service().volume();
    Dataset<Row> rows = lake.read(table.fullName());
    Row found =
        rows.agg(
                count(lit(1)),
                freshness == null ? lit(null) : max(col(freshness.column())),
                volume == null || volume.column() == null ? lit(null) : min(col(volume.column())))
            .head();
    long counted = found.getLong(0);
    return counted == 0
        ? Promise.ofEmpty(table.fullName())
        : new Promise(
            table.fullName(),
            counted,
            freshness(freshness, found.get(1)),
            volume(table, volume, counted, found.get(2)));
  }

  private Promise.Age freshness(Freshness promised, Object newest) {
    return promised == null || newest == null
        ? null
        : Promise.Age.of(newestOf(newest), now, promised.limit());
  }

  /** The last moment that a value may mean. */
  private static Instant newestOf(Object value) {
    return value instanceof LocalDate day
        ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
        : (Instant) value;
  }

  private Promise.Amount volume(
      TableContract table, Volume promised, long counted, Object earliest) {
    if (promised == null) {
      return null;
    }
    if (promised.column() == null) {
      Long last = countedLast.get(table.fullName());
      return last == null ? null : Promise.Amount.of(null, counted, last, promised.percent());
    }
    return earliest == null ? null : day(table, promised, dayOf(earliest));
  }

  /** Holds the last whole day against the same weekday of the weeks before, since the first row. */
  private Promise.Amount day(TableContract table, Volume promised, LocalDate first) {
    LocalDate day = LocalDate.ofInstant(now, REGION).minusDays(1);
    List<LocalDate> before =
        IntStream.rangeClosed(1, WEEKS)
            .mapToObj(week -> day.minusDays((long) week * DAYS))
            .filter(earlier -> !earlier.isBefore(first))
            .toList();
    if (before.size() < FEWEST_WEEKS) {
      return null;
    }
    Map<LocalDate, Long> counts = counts(table, promised.column(), before.getLast(), day);
    double[] usual =
        before.stream().mapToDouble(earlier -> counts.getOrDefault(earlier, 0L)).sorted().toArray();
    return Promise.Amount.of(day, counts.getOrDefault(day, 0L), median(usual), promised.percent());
  }

  private Map<LocalDate, Long> counts(
      TableContract table, String column, LocalDate from, LocalDate to) {
    boolean isDate = table.column(column).orElseThrow().type().kind() == ColumnType.Kind.DATE;
    Column local =
        isDate
            ? col(column)
            : from_utc_timestamp(col(column), REGION.getId()).cast(DataTypes.DateType);
    Column inRange =
        isDate
            ? col(column).between(from, to)
            : col(column)
                .geq(from.atStartOfDay(REGION).toInstant())
                .and(col(column).lt(to.plusDays(1).atStartOfDay(REGION).toInstant()));
    Map<LocalDate, Long> counts = new HashMap<>();
    lake.read(table.fullName())
        .where(inRange)
        .groupBy(local.as("day"))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getAs(0), row.getLong(1)));
    return counts;
  }

  private static LocalDate dayOf(Object value) {
    return value instanceof LocalDate day ? day : LocalDate.ofInstant((Instant) value, REGION);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns the deviation of {@code found} from {@code usual} in percent; null from nothing. */
  static Double deviation(long found, double usual) {
    if (usual == 0) {
      return found == 0 ? 0.0 : null;
    }
    return (found - usual) / usual * PERCENT;
  }
}
