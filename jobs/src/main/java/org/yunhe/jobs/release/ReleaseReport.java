package org.yunhe.jobs.release;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.yunhe.jobs.JobContext;
import org.yunhe.models.release.Generalisation;
import org.yunhe.models.release.ReleaseDefinition;

/** {@code research.release_report}: what was done to each release; no count below k is told. */
final class ReleaseReport {
  static final String PUBLISHED = "published";
  static final String REFUSED = "refused";
  static final String WITHDRAWN = "withdrawn";

  private static final String TABLE = "research.release_report";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JobContext context;

  ReleaseReport(JobContext context) {
    this.context = context;
  }

  /**
   * The last entry of a version.
   *
   * @param status published, refused or withdrawn
   * @param fingerprint hash of the release file then
   */
  record Entry(String status, String fingerprint) {}

  /** Returns the last entry of a version, if it was ever tried. */
  Optional<Entry> last(ReleaseDefinition release) {
    return context
        .lake()
        .read(TABLE)
        .where(col("release").equalTo(release.release()))
        .where(col("version").equalTo(release.version()))
        .orderBy(col("recorded_at").desc())
        .select("status", "fingerprint")
        .takeAsList(1)
        .stream()
        .findFirst()
        .map(row -> new Entry(row.getString(0), row.getString(1)));
  }

  /** Records a publication or a refusal. */
  void record(ReleaseDefinition release, Publication.Result result) {
    boolean refused = result.refusal() != null;
    Generalisation taken = result.generalisation();
    Map<String, Object> detail = new TreeMap<>();
    if (refused) {
      detail.put("reason", result.refusal());
    } else {
      result.rows().forEach((table, rows) -> detail.put(table, told(rows, release.k())));
      detail.put("events_with_rare_codes_left_out", told(result.rareEvents(), release.k()));
    }
    append(
        release,
        refused ? REFUSED : PUBLISHED,
        refused ? null : levels(taken),
        refused ? null : taken.kept(),
        refused ? null : taken.smallestGroup(),
        refused ? null : told(taken.suppressed(), release.k()),
        result.period(),
        detail);
  }

  /** Records that a version was withdrawn. */
  void withdrawn(ReleaseDefinition release, String why) {
    append(release, WITHDRAWN, null, null, null, null, null, Map.of("reason", why));
  }

  private void append(
      ReleaseDefinition release,
      String status,
      String generalisation,
      Long persons,
      Long smallest,
      String suppressed,
      Period period,
      Map<String, Object> detail) {
    Row row =
        RowFactory.create(
            release.release(),
            release.version(),
            context.runId(),
            status,
            context.startedAt(),
            release.fingerprint(),
            release.purposeZh(),
            release.purposeEn(),
            release.approvedBy(),
            release.expiresOn(),
            release.k(),
            generalisation,
            persons,
            smallest,
            suppressed,
            period == null ? null : period.from(),
            period == null ? null : period.to(),
            json(detail));
    context
        .lake()
        .append(
            context
                .spark()
                .createDataFrame(List.of(row), context.lake().read(TABLE).schema())
                .coalesce(1),
            TABLE);
  }

  private static String levels(Generalisation taken) {
    return IntStream.range(0, taken.levels().size())
        .mapToObj(
            i ->
                taken.quasiIdentifiers().get(i).kind().name().toLowerCase(Locale.ROOT)
                    + "="
                    + taken.levels().get(i).name())
        .collect(Collectors.joining(", "));
  }

  /** A count below k, other than none, is told as such only. */
  private static String told(long count, int k) {
    return count > 0 && count < k ? "<" + k : Long.toString(count);
  }

  private static String json(Map<String, Object> detail) {
    try {
      return JSON.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
