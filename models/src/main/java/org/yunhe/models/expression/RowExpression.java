package org.yunhe.models.expression;

import java.util.Set;
import java.util.function.Function;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.sql.SqlErrors;

/**
 * One expression of Spark SQL (ANSI mode) over one row, compiled to a pure function. Values are
 * String, Boolean, Integer, Long, Double, BigDecimal, LocalDate, Instant or null.
 */
public final class RowExpression {
  private final String sql;
  private final Node node;
  private final Set<String> columns;

  private RowExpression(String sql, Node node, Set<String> columns) {
    this.sql = sql;
    this.node = node;
    this.columns = columns;
  }

  /** Compiles an expression that calls standard functions only. */
  public static RowExpression compile(String sql) {
    return compile(sql, sql, FunctionRegistry.standard());
  }

  /** Compiles an expression that may call the functions of {@code functions}. */
  public static RowExpression compile(String sql, FunctionRegistry functions) {
    return compile(sql, sql, functions);
  }

  /** Compiles an expression; {@code place} is named in complaints, such as its file. */
  public static RowExpression compile(String place, String sql, FunctionRegistry functions) {
    ExpressionCompiler compiler = new ExpressionCompiler(place, functions);
    Node node = compiler.compile(parse(place, sql));
    return new RowExpression(sql, node, Set.copyOf(compiler.columns()));
  }

  /**
   * Returns the value for a row whose columns {@code column} reads by lower-case name.
   *
   * @throws EvaluationException where Spark in ANSI mode would stop
   */
  public Object evaluate(Function<String, Object> column) {
    return node.of(column);
  }

  /** Returns the truth of a condition for a row; null where it is unknown. */
  public Boolean test(Function<String, Object> column) {
    return Logic.truth(node.of(column));
  }

  /** Returns the names of the columns it reads, in lower case. */
  public Set<String> columns() {
    return columns;
  }

  @Override
  public String toString() {
    return sql;
  }

  private static Expression parse(String place, String sql) {
    try {
      return CCJSqlParserUtil.parseExpression(sql, false);
    } catch (JSQLParserException e) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          place + " is not SQL: " + SqlErrors.reason(e) + " (line " + SqlErrors.line(e) + " of it)",
          "correct the expression",
          e);
    }
  }
}
