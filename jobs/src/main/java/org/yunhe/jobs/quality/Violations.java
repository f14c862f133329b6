package org.yunhe.jobs.quality;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.jobs.spark.Lake;

/**
 * Brings the batch's violations in {@code ops.quality_violation} up to what was found: a row where
 * one opens, another where it is over. A second run on the same rows changes nothing.
 *
 * @param lake tables
 * @param at time the rows carry
 */
record Violations(Lake lake, Instant at) {
  private static final String TABLE = "ops.quality_violation";
  private static final String ENGINE = "batch";
  private static final String ID = "violation_id";

  /** How many violations opened and how many are over. */
  record Changes(long opened, long resolved) {}

  /** Records what was found; rows of {@link Finding} that are violations. */
  Changes record(Dataset<Row> found) {
    Dataset<Row> distinct = Kept.of(found.dropDuplicates(ID), false);
    reopen(distinct);
    Dataset<Row> known = Kept.of(open(), false);
    Dataset<Row> fresh = as(distinct.join(known.select(ID), column(ID), "left_anti"), "open");
    Dataset<Row> over = as(known.join(distinct.select(ID), column(ID), "left_anti"), "resolved");
    Changes changes = new Changes(fresh.count(), over.count());
    if (changes.opened() + changes.resolved() > 0) {
      lake.append(fresh.unionByName(over).coalesce(1), TABLE);
    }
    Kept.release(known);
    Kept.release(distinct);
    return changes;
  }

  private Dataset<Row> open() {
    Dataset<Row> rows = lake.read(TABLE).where(col("engine").equalTo(ENGINE));
    return rows.where(col("status").equalTo("open"))
        .join(rows.where(col("status").equalTo("resolved")).select(ID), column(ID), "left_anti");
  }

  /** Takes back the end of a violation that is there again, such as a reference that broke anew. */
  private void reopen(Dataset<Row> found) {
    Dataset<Row> again =
        lake.read(TABLE)
            .where(col("engine").equalTo(ENGINE).and(col("status").equalTo("resolved")))
            .select(ID)
            .join(found.select(ID), column(ID), "left_semi")
            .localCheckpoint();
    if (!again.isEmpty()) {
      broadcast(again)
          .as("s")
          .mergeInto(
              lake.fullName(TABLE),
              col("s." + ID)
                  .equalTo(col("quality_violation." + ID))
                  .and(col("quality_violation.engine").equalTo(ENGINE))
                  .and(col("quality_violation.status").equalTo("resolved")))
          .whenMatched()
          .delete()
          .merge();
    }
  }

  private Dataset<Row> as(Dataset<Row> rows, String status) {
    Column[] columns =
        java.util.Arrays.stream(lake.read(TABLE).columns())
            .map(
                name ->
                    switch (name) {
                      case "engine" -> lit(ENGINE).as(name);
                      case "status" -> lit(status).as(name);
                      case "detected_at" -> lit(at).cast(DataTypes.TimestampType).as(name);
                      default -> col(name);
                    })
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static String[] column(String name) {
    return new String[] {name};
  }
}
