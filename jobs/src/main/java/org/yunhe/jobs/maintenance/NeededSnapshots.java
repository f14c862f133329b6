package org.yunhe.jobs.maintenance;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.spark.Lake;

/**
 * The snapshots that the last success of each job names: the bookmark it continues from, and those
 * that its results say they were computed from.
 *
 * @param bookmark snapshot of {@code raw.change} that the next run of core reads after, or null
 * @param named every snapshot that the last success of a job names
 */
record NeededSnapshots(Long bookmark, Set<Long> named) {
  /** Table that core reads between two snapshots. */
  static final String LOG = "raw.change";

  private static final String RUNS = "ops.job_run";
  private static final Pattern SNAPSHOT = Pattern.compile("(?<![0-9])[0-9]{15,19}(?![0-9])");

  /** Reads the last success of every job. */
  static NeededSnapshots read(Lake lake) {
    Set<Long> named = new HashSet<>();
    Long bookmark = null;
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
        bookmark = row.getString(0).equals(CoreJob.NAME) ? Long.valueOf(row.getLong(1)) : bookmark;
      }
      Matcher matcher = SNAPSHOT.matcher(Optional.ofNullable(row.getString(2)).orElse(""));
      while (matcher.find()) {
        named.add(parse(matcher.group()));
      }
    }
    named.remove(null);
    return new NeededSnapshots(bookmark, named);
  }

  private static Long parse(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
