package org.yunhe.models.sql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * Where a query gives its columns, and the texts it writes into them itself.
 *
 * @param lines line of each column, from 1
 * @param constants texts a column can have that stand in the query, by column
 */
public record Outputs(Map<String, Integer> lines, Map<String, Set<String>> constants) {

  static Outputs of(Select select) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    Map<String, Set<String>> constants = new LinkedHashMap<>();
    if (select instanceof PlainSelect plain) {
      for (SelectItem<?> item : plain.getSelectItems()) {
        String name =
            item.getAlias() != null
                ? item.getAlias().getName()
                : item.getExpression() instanceof Column column ? column.getColumnName() : null;
        if (name != null) {
          lines.put(Scope.lower(name), line(item.getExpression()));
          Set<String> texts = new LinkedHashSet<>();
          texts(item.getExpression(), texts);
          constants.put(Scope.lower(name), texts);
        }
      }
    }
    return new Outputs(lines, constants);
  }

  private static void texts(Expression expression, Set<String> texts) {
    switch (expression) {
      case StringValue text -> texts.add(text.getValue());
      case ParenthesedExpressionList<?> list when list.size() == 1 -> texts(list.get(0), texts);
      case CaseExpression cases -> {
        cases.getWhenClauses().forEach(when -> texts(when.getThenExpression(), texts));
        texts(cases.getElseExpression(), texts);
      }
      case net.sf.jsqlparser.expression.Function call
          when call.getName().equalsIgnoreCase("coalesce") && call.getParameters() != null ->
          call.getParameters().forEach(each -> texts(each, texts));
      case null, default -> {
        return;
      }
    }
  }

  static int line(Object node) {
    return node instanceof ASTNodeAccess access && access.getASTNode() != null
        ? access.getASTNode().jjtGetFirstToken().beginLine
        : 1;
  }
}
