package org.yunhe.jobs.maintenance;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.yunhe.jobs.spark.Lake;

/**
 * The snapshots that the last success of each job names: the bookmarks it continues from, one for
 * each log that it reads, and those that its results say they were computed from.
 *
 * @param named every snapshot that the last success of a job names
 */
record NeededSnapshots(Set<Long> named) {
  /** Layer whose tables are logs, which core reads between two snapshots. */
  static final String LOGS = "raw";

  private static final String RUNS = "ops.job_run";
  private static final Pattern SNAPSHOT = Pattern.compile("(?<![0-9])[0-9]{15,19}(?![0-9])");

  /** Reads the last success of every job. */
  static NeededSnapshots read(Lake lake) {
    Set<Long> named = new HashSet<>();
    for (Row row :
        lake.read(RUNS)
            .where("status = 'succeeded' AND job NOT LIKE '%@%'")
            .withColumn(
                "age",
                functions
                    .row_number()
                    .over(Window.partitionBy("job").orderBy(functions.desc("ended_at"))))
            .where("age = 1")
            .select("job", "to_snapshot", "detail")
            .collectAsList()) {
      if (!row.isNullAt(1)) {
        named.add(row.getLong(1));
      }
      Matcher matcher = SNAPSHOT.matcher(Optional.ofNullable(row.getString(2)).orElse(""));
      while (matcher.find()) {
        named.add(parse(matcher.group()));
      }
    }
    named.remove(null);
    return new NeededSnapshots(named);
  }

  private static Long parse(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
