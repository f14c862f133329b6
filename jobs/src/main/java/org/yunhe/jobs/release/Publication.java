package org.yunhe.jobs.release;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.release.Generalisation;
import org.yunhe.models.release.QuasiIdentifier;
import org.yunhe.models.release.ReleaseDefinition;
import org.yunhe.models.release.ReleaseRows;
import org.yunhe.models.release.ReleaseTable;

/** Makes the tables of one release, and refuses where k persons cannot be made alike. */
final class Publication {
  private final JobContext context;
  private final ReleaseDefinition release;
  private final ReleaseKeys keys;
  private final ReleaseSource source;

  Publication(JobContext context, ReleaseDefinition release) {
    this.context = context;
    this.release = release;
    this.keys = ReleaseKeys.of(context.secrets(), release);
    this.source = new ReleaseSource(context.spark(), release);
  }

  /**
   * What came of it.
   *
   * @param refusal why nothing was published, or null
   * @param period the period published, or null
   * @param generalisation the levels taken, or null
   * @param rows rows published, by table
   * @param rareEvents events left out because their code is rare
   */
  record Result(
      String refusal,
      Period period,
      Generalisation generalisation,
      Map<String, Long> rows,
      long rareEvents) {

    static Result refused(String why) {
      return new Result(why, null, null, Map.of(), 0);
    }
  }

  /** Publishes, or tells why not. */
  Result publish() {
    Dataset<Row> members = Kept.of(source.members(), true);
    Period period = Period.of(members, release.k(), release.shiftDays());
    if (period == null) {
      return Result.refused(
          "fewer than " + release.k() + " members, or the data is too short for the shift");
    }
    Dataset<Row> grown =
        members.where(
            col("birth_year")
                .isNull()
                .or(
                    col("birth_year")
                        .cast("int")
                        .leq(period.lastDay().getYear() - release.minAge())));
    Optional<Generalisation> found =
        Generalisation.find(
            release.quasiIdentifiers(),
            histogram(grown),
            release.k(),
            release.maxSuppressedShare(),
            period.lastDay().getYear() - release.topAge());
    if (found.isEmpty()) {
      return Result.refused("no choice of levels makes " + release.k() + " members alike");
    }
    register();
    return write(Kept.of(alike(grown, found.get()), true), period, found.get());
  }

  private Result write(Dataset<Row> persons, Period period, Generalisation generalisation) {
    Dataset<Row> inPeriod =
        source.events(persons).where(shifted("event_date").between(period.from(), period.to()));
    Dataset<Row> shown = RareCodes.shown(Kept.of(inPeriod, true), release.events(), release.k());
    Dataset<Row> events = Kept.of(ExtremeValues.cut(shown, release.k()), true);
    Dataset<Row> outcomes = commonStages(source.outcomes(persons));
    Map<String, Dataset<Row>> made = new LinkedHashMap<>();
    for (ReleaseTable table : release.tables()) {
      Dataset<Row> rows =
          switch (table.rows()) {
            case MEMBER -> persons;
            case EVENT -> events;
            case OUTCOME -> outcomes;
          };
      made.put(table.table(), Kept.of(columns(table, rows, period), true));
    }
    verify(made);
    long rare = inPeriod.count() - events.count();
    Map<String, Long> counts = new LinkedHashMap<>();
    // Nobody must read rows of two versions side by side.
    made.keySet().forEach(table -> withdraw(context.lake(), table));
    made.forEach(
        (table, rows) -> {
          context.lake().replace(rows, table);
          forget(context.lake(), table);
          counts.put(table, rows.count());
        });
    return new Result(null, period, generalisation, counts, rare);
  }

  /** Empties a table, and its past. */
  static void withdraw(Lake lake, String table) {
    if (lake.recordCount(table) > 0) {
      lake.replace(lake.read(table).limit(0), table);
      forget(lake, table);
    }
  }

  /** Drops the earlier snapshots: time travel to an earlier version would tell both apart. */
  private static void forget(Lake lake, String table) {
    lake.table(table)
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() + 1)
        .retainLast(1)
        .cleanExpiredFiles(true)
        .commit();
  }

  private Map<List<String>, Long> histogram(Dataset<Row> members) {
    Map<List<String>, Long> persons = new HashMap<>();
    Column[] values = quasiColumns();
    members
        .groupBy(values)
        .count()
        .collectAsList()
        .forEach(
            row -> {
              List<String> key = new ArrayList<>();
              for (int i = 0; i < values.length; i++) {
                key.add(row.getString(i));
              }
              persons.put(key, row.getLong(values.length));
            });
    return persons;
  }

  /** Replaces quasi-identifiers by their level; keeps who shares them with k persons. */
  private Dataset<Row> alike(Dataset<Row> members, Generalisation generalisation) {
    Dataset<Row> rows = members;
    for (int i = 0; i < release.quasiIdentifiers().size(); i++) {
      QuasiIdentifier identifier = release.quasiIdentifiers().get(i);
      QuasiIdentifier.Level level = generalisation.levels().get(i);
      int topYear = generalisation.topYear();
      UDF1<String, String> generalise = value -> identifier.generalise(value, level, topYear);
      String name = name(identifier);
      rows =
          rows.withColumn(name, functions.udf(generalise, DataTypes.StringType).apply(col(name)));
    }
    return rows.withColumn(
            "alike",
            functions
                .count(functions.lit(1))
                .over(org.apache.spark.sql.expressions.Window.partitionBy(quasiColumns())))
        .where(col("alike").geq(release.k()));
  }

  private Dataset<Row> commonStages(Dataset<Row> outcomes) {
    Dataset<Row> common =
        outcomes
            .groupBy("outcome", "stage")
            .agg(functions.countDistinct("person_id").as("persons"))
            .where(col("persons").geq(release.k()))
            .drop("persons");
    return outcomes.join(common, new String[] {"outcome", "stage"});
  }

  private Dataset<Row> columns(ReleaseTable table, Dataset<Row> rows, Period period) {
    Dataset<Row> made = rows;
    List<Column> selected = new ArrayList<>();
    for (ReleaseTable.Column column : table.columns()) {
      String temporary = "released_" + column.name();
      made = made.withColumn(temporary, value(column, period));
    }
    for (ReleaseTable.Column column : table.columns()) {
      Column value = col("released_" + column.name());
      selected.add(
          (column.when() == null
                  ? value
                  : functions.when(col("released_" + column.when()).isNotNull(), value))
              .as(column.name()));
    }
    selected.add(functions.lit(release.version()).as("release_version"));
    Dataset<Row> result = made.select(selected.toArray(Column[]::new));
    for (ColumnContract column : ContractCatalog.load().table(table.table()).columns()) {
      result = column.required() ? result.where(col(column.name()).isNotNull()) : result;
    }
    return result;
  }

  private Column value(ReleaseTable.Column column, Period period) {
    return switch (column.method()) {
      case PSEUDONYM -> functions.call_udf("release_key", col(column.of()));
      case SHIFT ->
          functions.when(
              shifted(column.of()).between(period.from(), period.to()), shifted(column.of()));
      case QUASI_IDENTIFIER, RARE_CODE, CAP, KEEP -> col(column.of());
    };
  }

  private static Column shifted(String date) {
    return functions.date_add(col(date), functions.call_udf("release_shift", col("person_id")));
  }

  private void register() {
    ReleaseKeys own = keys;
    UDF1<String, String> pseudonym = own::pseudonym;
    UDF1<String, Integer> shift = own::shift;
    context.spark().udf().register("release_key", pseudonym, DataTypes.StringType);
    context.spark().udf().register("release_shift", shift, DataTypes.IntegerType);
  }

  /** Counts once more, on what would be published: below k nothing is. */
  private void verify(Map<String, Dataset<Row>> made) {
    for (ReleaseTable table : release.tables()) {
      if (table.rows() != ReleaseRows.MEMBER) {
        continue;
      }
      Column[] shown =
          table.columns().stream()
              .filter(c -> c.method() == org.yunhe.models.release.Method.QUASI_IDENTIFIER)
              .map(c -> col(c.name()))
              .toArray(Column[]::new);
      boolean below =
          !made.get(table.table())
              .groupBy(shown)
              .count()
              .where(col("count").lt(release.k()))
              .isEmpty();
      if (below) {
        throw new YunheException(
            ErrorCode.JOB_FAILED,
            table.table() + " would show fewer than " + release.k() + " persons alike",
            "nothing was published; report this");
      }
    }
  }

  private Column[] quasiColumns() {
    return release.quasiIdentifiers().stream()
        .map(identifier -> col(name(identifier)))
        .toArray(Column[]::new);
  }

  private static String name(QuasiIdentifier identifier) {
    return identifier.kind().name().toLowerCase(Locale.ROOT);
  }
}
