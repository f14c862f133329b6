package org.yunhe.models.indicator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Definition of one indicator. Its value is the sum of the numerators over the sum of the
 * denominators of its rows, times {@link #factor}; a count has no denominator.
 *
 * @param code code such as {@code QLT02}, the name of its files
 * @param family folder of its files
 * @param version version of the definition
 * @param name short name
 * @param definition what it measures, in a sentence or two
 * @param numerator what the numerator counts
 * @param denominator what the denominator counts; empty for a count
 * @param exclusions what is left out
 * @param direction which way it should move
 * @param unit unit of the value
 * @param factor what the ratio is multiplied by, 100 for per cent
 * @param decimals fraction digits shown
 * @param smallSample denominators below this are flagged
 * @param followUpDays days after the end of a month during which its value still moves
 * @param recordTable table whose primary key is {@code record_id}
 * @param institutions kinds of institution (core.organization.org_kind) it is computed for: each
 *     has a value in every month in which it was active
 * @param departments whether it is computed by department too
 * @param source where the definition comes from
 * @param evidence evidence mark: V read, V2 second-hand, S planning document, M memory, D default
 * @param sql query that gives its rows, parameters filled in
 * @param tables tables the query reads
 * @param fingerprint first 16 hexadecimal digits of SHA-256 over both files
 * @param file path of the SQL file
 */
public record Indicator(
    String code,
    String family,
    String version,
    LocalizedText name,
    LocalizedText definition,
    LocalizedText numerator,
    Optional<LocalizedText> denominator,
    List<LocalizedText> exclusions,
    Direction direction,
    LocalizedText unit,
    int factor,
    int decimals,
    int smallSample,
    int followUpDays,
    String recordTable,
    List<String> institutions,
    boolean departments,
    String source,
    String evidence,
    String sql,
    Set<String> tables,
    String fingerprint,
    String file) {

  /** Returns whether it is a count, which has no denominator. */
  public boolean isCount() {
    return denominator.isEmpty();
  }
}
