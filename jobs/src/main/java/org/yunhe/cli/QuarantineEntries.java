package org.yunhe.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The entries of {@code ops.quarantine} that are open: those that came back and have landed count
 * as gone, although the next run of core takes them out, and what came back and could not be read
 * again stands under its first entry.
 */
final class QuarantineEntries {
  private static final int CHUNK = 100;
  private static final String OPEN =
      """
      WITH landed AS (
        SELECT quarantine_id FROM lake.ops.quarantine_replay
        WHERE target_table <> 'ops.quarantine'),
      again AS (
        SELECT 'landing:' || topic || ':' || cast("partition" AS varchar) || ':'
                 || cast("offset" AS varchar) AS quarantine_id
        FROM lake.ops.quarantine_replay
        WHERE target_table = 'ops.quarantine'
          AND (quarantine_id IN (SELECT quarantine_id FROM landed)
            OR quarantine_id IN (SELECT quarantine_id FROM lake.ops.quarantine))),
      open AS (
        SELECT * FROM lake.ops.quarantine
        WHERE NOT (stage IN ('ingestion', 'landing') AND quarantine_id IN (
          SELECT quarantine_id FROM landed UNION ALL SELECT quarantine_id FROM again)))
      """;

  private final TrinoClient trino;

  QuarantineEntries(TrinoClient trino) {
    this.trino = trino;
  }

  /** Returns how many entries there are by stage, source, table and reason code. */
  List<List<String>> summary(QuarantineFilter filter) {
    return trino
        .query(
            OPEN
                + "SELECT stage, source, source_table, reason_code, count(*),"
                + " to_iso8601(max(quarantined_at)) FROM open WHERE "
                + filter.condition()
                + " GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4",
            filter.values())
        .rows();
  }

  /** Returns how many entries there are. */
  long count(QuarantineFilter filter) {
    return Long.parseLong(
        trino
            .query(OPEN + "SELECT count(*) FROM open WHERE " + filter.condition(), filter.values())
            .rows()
            .getFirst()
            .getFirst());
  }

  /** Returns identifier, stage, source, table, code, reason and time of the newest entries. */
  List<List<String>> list(QuarantineFilter filter) {
    return trino
        .query(
            OPEN
                + "SELECT quarantine_id, stage, source, source_table, reason_code, reason,"
                + " to_iso8601(quarantined_at) FROM open WHERE "
                + filter.condition()
                + " ORDER BY quarantined_at DESC, quarantine_id LIMIT "
                + filter.limit(),
            filter.values())
        .rows();
  }

  /** Returns the entries of these identifiers, each of which must be open. */
  List<QuarantineEntry> find(List<String> ids) {
    List<QuarantineEntry> found = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
      trino
          .query(
              OPEN
                  + "SELECT "
                  + QuarantineEntry.COLUMNS
                  + " FROM open WHERE quarantine_id IN ("
                  + String.join(", ", Collections.nCopies(some.size(), "?"))
                  + ") ORDER BY quarantined_at, quarantine_id, stage",
              some)
          .rows()
          .forEach(row -> found.add(QuarantineEntry.of(row)));
    }
    for (String id : ids) {
      if (found.stream().noneMatch(entry -> entry.id().equals(id))) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME,
            "quarantine has no open entry " + id,
            "'./yunhe quarantine list' shows them; one that came back and landed is gone");
      }
    }
    return found;
  }
}
