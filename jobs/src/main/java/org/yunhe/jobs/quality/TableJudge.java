package org.yunhe.jobs.quality;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;

/**
 * Judges the rows of one core table by its conditions: gives each violation and, at the end of a
 * partition, the counts of every rule.
 *
 * @param rules rules of the contracts
 * @param conditions the table's conditions
 * @param key columns of its primary key
 * @param now time of judging
 */
record TableJudge(
    Broadcast<RuleCatalog> rules, List<QualityRule> conditions, List<String> key, Instant now)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Findings(rows);
  }

  private final class Findings implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RuleCounts counts = new RuleCounts();
    private final Deque<Row> ready = new ArrayDeque<>();
    private boolean ended;

    private Findings(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        judge(rows.next());
      }
      if (ready.isEmpty() && !ended) {
        ended = true;
        counts
            .byRule()
            .forEach((rule, sums) -> ready.add(Finding.count(rule, sums[0], sums[1], sums[2])));
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      return ready.remove();
    }

    private void judge(Row row) {
      for (Judgement judged :
          rules().value().evaluate(conditions, row.getAs("source"), row::getAs, now)) {
        counts.add(judged);
        if (judged.isViolated()) {
          ready.add(Finding.of(judged, row, key));
        }
      }
    }

    private Broadcast<RuleCatalog> rules() {
      return TableJudge.this.rules;
    }
  }
}
