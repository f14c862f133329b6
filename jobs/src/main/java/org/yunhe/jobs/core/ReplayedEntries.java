package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.jobs.spark.Lake;

/**
 * Takes entries out of quarantine whose records came back and have landed, as landing noted in
 * {@code ops.quarantine_replay}; and of a record that came back and could not be read again the
 * second entry, for the first one stands for it. Entries of core and quality leave by being judged
 * anew.
 */
final class ReplayedEntries {
  private static final String TABLE = "ops.quarantine";
  private static final String REPLAYS = "ops.quarantine_replay";
  private static final String GONE =
      """
      WITH landed AS (
        SELECT quarantine_id FROM ops.quarantine_replay WHERE target_table <> 'ops.quarantine'),
      again AS (
        SELECT concat('landing:', topic, ':', `partition`, ':', `offset`) AS quarantine_id
        FROM ops.quarantine_replay
        WHERE target_table = 'ops.quarantine'
          AND (quarantine_id IN (SELECT quarantine_id FROM landed)
            OR quarantine_id IN (SELECT quarantine_id FROM ops.quarantine)))
      SELECT DISTINCT quarantine_id FROM ops.quarantine
      WHERE stage IN ('ingestion', 'landing') AND quarantine_id IN (
        SELECT quarantine_id FROM landed UNION ALL SELECT quarantine_id FROM again)
      """;

  private final Lake lake;

  ReplayedEntries(Lake lake) {
    this.lake = lake;
  }

  /** Removes them and returns how many there were. */
  long remove() {
    if (lake.recordCount(REPLAYS) == 0 || lake.recordCount(TABLE) == 0) {
      return 0;
    }
    Dataset<Row> gone = Kept.of(lake.spark().sql(GONE), true);
    long count = gone.count();
    if (count > 0) {
      broadcast(gone)
          .as("s")
          .mergeInto(
              lake.fullName(TABLE), col("s.quarantine_id").equalTo(col("quarantine.quarantine_id")))
          .whenMatched()
          .delete()
          .merge();
    }
    Kept.release(gone);
    return count;
  }
}
