package org.yunhe.cli;

import java.util.List;
import java.util.Optional;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.ValueOpener;

/** The newest image of a source row in the log of raw that it landed in. */
final class LogImages {
  private final TrinoClient trino;
  private final Optional<ValueOpener> opener;

  LogImages(TrinoClient trino, YunheConfig.Encryption encryption) {
    this.trino = trino;
    this.opener = KeyAccess.inUse(encryption).map(ValueOpener::new);
  }

  /**
   * An image.
   *
   * @param topic topic it came through
   * @param key key of the source row
   * @param op operation
   * @param sourceMillis time in the source, or null
   * @param position position in the source
   * @param version version of a resource, or null
   * @param orgCode institution, or null
   * @param content the row, resource or metadata, JSON; null where it was deleted
   */
  record Image(
      String topic,
      String key,
      String op,
      Long sourceMillis,
      String position,
      String version,
      String orgCode,
      String content) {}

  /** Returns the newest image of the entry's source row, if its log still has it. */
  Optional<Image> newest(QuarantineEntry entry) {
    Log log = Log.of(entry.topic());
    return trino
        .query(
            "SELECT topic, key, op, cast(to_unixtime(source_ts) * 1000 AS bigint), source_position,"
                + " "
                + log.version()
                + ", org_code, "
                + log.content()
                + " FROM lake."
                + log.table()
                + " WHERE source = ? AND "
                + log.thing()
                + " = ? AND key = ? ORDER BY source_position DESC, \"offset\" DESC LIMIT 1",
            List.of(entry.source(), entry.table(), entry.key()))
        .rows()
        .stream()
        .findFirst()
        .map(row -> image(log, row));
  }

  private Image image(Log log, List<String> row) {
    String content = row.get(7);
    String column = log.table() + "." + log.content();
    return new Image(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3) == null ? null : Long.valueOf(row.get(3)),
        row.get(4),
        row.get(5),
        row.get(6),
        opener.map(known -> known.open(content, column)).orElse(content));
  }

  /** A log of raw, with the names of what differs. */
  private record Log(String table, String thing, String version, String content) {
    static Log of(String topic) {
      if (topic.startsWith("fhir.")) {
        return new Log("raw.fhir", "resource_type", "version_id", "resource");
      }
      if (topic.startsWith("dicom.")) {
        return new Log("raw.dicom", "level", "CAST(NULL AS varchar)", "metadata");
      }
      return new Log("raw.change", "source_table", "CAST(NULL AS varchar)", "after");
    }
  }
}
