package org.yunhe.dashboards.superset;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import org.yunhe.models.yaml.YamlNode;

/** Finds the columns that a piece of SQL names. */
final class SqlColumns {
  private static final Set<String> CONSTANTS = Set.of("true", "false", "current_timestamp");

  private SqlColumns() {}

  /** Returns the columns of {@code sql}, an expression or condition written at {@code place}. */
  static Set<String> of(String sql, YamlNode place) {
    Set<String> names = new LinkedHashSet<>();
    try {
      CCJSqlParserUtil.parseCondExpression(sql, false)
          .accept(
              new ExpressionVisitorAdapter<Void>() {
                @Override
                public <S> Void visit(Column column, S context) {
                  names.add(column.getColumnName().replace("\"", ""));
                  return null;
                }
              },
              null);
    } catch (JSQLParserException e) {
      throw place.error(
          "'"
              + sql
              + "' is no SQL expression: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "correct it");
    }
    names.removeIf(name -> CONSTANTS.contains(name.toLowerCase(Locale.ROOT)));
    return names;
  }
}
