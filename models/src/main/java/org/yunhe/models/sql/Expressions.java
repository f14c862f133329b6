package org.yunhe.models.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/** The expressions of one SELECT: their columns are looked for, their families told. */
final class Expressions extends ExpressionVisitorAdapter<Void> {
  /** Functions whose first argument is a unit of time and no column. */
  private static final Set<String> WITH_UNIT =
      Set.of("timestampdiff", "timestampadd", "datediff", "dateadd", "date_diff", "date_add");

  private final QueryAnalyzer analyzer;
  private final Scope scope;
  private final Deque<Set<String>> variables = new ArrayDeque<>();

  Expressions(QueryAnalyzer analyzer, Scope scope) {
    this.analyzer = analyzer;
    this.scope = scope;
  }

  /** Reports the columns of an expression that are nowhere; null is passed over. */
  void check(Expression expression) {
    if (expression != null) {
      expression.accept(this, null);
    }
  }

  /** Returns the family of an expression. */
  SqlType type(Expression expression) {
    return new ExpressionTypes(scope).of(expression);
  }

  @Override
  public <S> Void visit(Column column, S context) {
    String first =
        column.getTable() == null || column.getTable().getName() == null
            ? column.getColumnName()
            : column.getTable().getName();
    boolean variable = variables.stream().anyMatch(names -> names.contains(Scope.lower(first)));
    if (!variable && !isKeyword(column) && scope.find(column) == null) {
      analyzer.unknown(column, scope);
    }
    return null;
  }

  @Override
  public <S> Void visit(LambdaExpression lambda, S context) {
    Set<String> names = new HashSet<>();
    lambda.getIdentifiers().forEach(name -> names.add(Scope.lower(name)));
    variables.push(names);
    lambda.getExpression().accept(this, context);
    variables.pop();
    return null;
  }

  @Override
  public <S> Void visit(net.sf.jsqlparser.expression.Function function, S context) {
    List<String> texts = new ArrayList<>();
    if (function.getParameters() != null) {
      function
          .getParameters()
          .forEach(each -> texts.add(each instanceof StringValue text ? text.getValue() : null));
    }
    analyzer.called(new Call(Scope.lower(function.getName()), texts, Outputs.line(function)));
    if (function.getParameters() != null
        && WITH_UNIT.contains(function.getName().toLowerCase(Locale.ROOT))
        && function.getParameters().size() == 3) {
      List<? extends Expression> given = function.getParameters();
      given.subList(1, given.size()).forEach(this::check);
      return null;
    }
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(AnalyticExpression window, S context) {
    check(window.getExpression());
    check(window.getOffset());
    check(window.getDefaultValue());
    check(window.getFilterExpression());
    if (window.getPartitionExpressionList() != null) {
      window.getPartitionExpressionList().forEach(each -> check((Expression) each));
    }
    if (window.getOrderByElements() != null) {
      window.getOrderByElements().forEach(order -> check(order.getExpression()));
    }
    return null;
  }

  @Override
  public <S> Void visit(ParenthesedSelect select, S context) {
    analyzer.analyze(select, scope);
    return null;
  }

  @Override
  public <S> Void visit(Select select, S context) {
    analyzer.analyze(select, scope);
    return null;
  }

  private static boolean isKeyword(Column column) {
    return column.getTable() == null
        && Set.of("current_date", "current_timestamp", "true", "false")
            .contains(Scope.lower(column.getColumnName()));
  }
}
