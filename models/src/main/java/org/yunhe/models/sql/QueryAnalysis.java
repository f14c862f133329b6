package org.yunhe.models.sql;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.Select;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * What a query reads and gives.
 *
 * @param gives columns of its result
 * @param reads tables it names, queries of its own WITH aside
 * @param calls functions it calls
 * @param outputs where it gives its columns
 * @param faults what it names that is nowhere, each with file and line
 */
public record QueryAnalysis(
    Relation gives,
    Set<String> reads,
    List<Call> calls,
    Outputs outputs,
    List<YunheException> faults) {

  /**
   * Analyses a query of Spark or Trino.
   *
   * @param file file that complaints name
   * @param sql one SELECT, placeholders filled in
   * @param tables gives the relation of a table name, or null where there is none
   */
  public static QueryAnalysis of(String file, String sql, Function<String, Relation> tables) {
    try {
      if (CCJSqlParserUtil.parse(sql) instanceof Select select) {
        QueryAnalyzer analyzer = new QueryAnalyzer(file, tables);
        Relation gives = analyzer.analyze(select);
        return new QueryAnalysis(
            gives, analyzer.reads(), analyzer.calls(), Outputs.of(select), analyzer.faults());
      }
      throw new YunheException(
          ErrorCode.BAD_MODEL, file + ":1: the file holds no query", "write SELECT … FROM …");
    } catch (JSQLParserException e) {
      throw SqlErrors.unreadable(file, e);
    }
  }

  /** Returns the line on which the query gives a column, from 1. */
  public int line(String column) {
    return outputs.lines().getOrDefault(column, 1);
  }

  /** Returns the texts that a column can have because they stand in the query. */
  public Set<String> constants(String column) {
    return outputs.constants().getOrDefault(column, Set.of());
  }
}
