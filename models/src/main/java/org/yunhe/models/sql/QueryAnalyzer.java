package org.yunhe.models.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralView;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Follows the names of a query through its subqueries and joins. */
final class QueryAnalyzer {
  private final String file;
  private final Function<String, Relation> tables;
  private final Map<String, Relation> named = new HashMap<>();
  private final Set<String> reads = new TreeSet<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, YunheException> faults = new LinkedHashMap<>();

  QueryAnalyzer(String file, Function<String, Relation> tables) {
    this.file = file;
    this.tables = tables;
  }

  Set<String> reads() {
    return reads;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  void called(Call call) {
    calls.add(call);
  }

  List<YunheException> faults() {
    return List.copyOf(faults.values());
  }

  Relation analyze(Select select) {
    return analyze(select, null);
  }

  /** Analyses a query that stands within {@code outer}, whose columns it may name. */
  Relation analyze(Select select, Scope outer) {
    if (select.getWithItemsList() != null) {
      for (WithItem<?> item : select.getWithItemsList()) {
        String name = Scope.lower(item.getAlias().getName());
        named.put(name, renamed(name, analyze(item.getSelect(), outer)));
      }
    }
    return switch (select) {
      case PlainSelect plain -> plain(plain, outer);
      case ParenthesedSelect nested -> analyze(nested.getSelect(), outer);
      case SetOperationList list -> union(list, outer);
      default -> Relation.unknown("the query");
    };
  }

  private Relation union(SetOperationList list, Scope outer) {
    Relation first = null;
    for (Select branch : list.getSelects()) {
      Relation gives = analyze(branch, outer);
      if (first == null) {
        first = gives;
      } else if (!first.open()
          && !gives.open()
          && first.columns().size() != gives.columns().size()) {
        report(
            branch,
            "the parts of the UNION give "
                + first.columns().size()
                + " and "
                + gives.columns().size()
                + " columns",
            "give the same columns in the same order");
      } else {
        first = merged(first, gives);
      }
    }
    return first;
  }

  /** The first part names the columns; its NULLs take the family that another part tells. */
  private static Relation merged(Relation first, Relation other) {
    List<SqlType> types = new ArrayList<>(other.columns().values());
    Map<String, SqlType> columns = new LinkedHashMap<>();
    int position = 0;
    for (Map.Entry<String, SqlType> column : first.columns().entrySet()) {
      SqlType type = position < types.size() ? types.get(position) : SqlType.ANY;
      columns.put(column.getKey(), column.getValue().or(type));
      position++;
    }
    return new Relation(first.name(), columns, first.open() || other.open());
  }

  private Relation plain(PlainSelect select, Scope outer) {
    Scope scope = new Scope(outer);
    Expressions expressions = new Expressions(this, scope);
    if (select.getFromItem() != null) {
      from(select.getFromItem(), scope);
    }
    joins(select.getJoins(), scope, expressions);
    if (select.getLateralViews() != null) {
      select.getLateralViews().forEach(view -> lateral(view, scope, expressions));
    }
    expressions.check(select.getWhere());
    Relation gives = items(select.getSelectItems(), scope, expressions);
    gives.columns().forEach(scope::alias);
    if (select.getGroupBy() != null && select.getGroupBy().getGroupByExpressionList() != null) {
      select
          .getGroupBy()
          .getGroupByExpressionList()
          .forEach(each -> expressions.check((Expression) each));
    }
    expressions.check(select.getHaving());
    expressions.check(select.getQualify());
    if (select.getOrderByElements() != null) {
      select.getOrderByElements().forEach(order -> expressions.check(order.getExpression()));
    }
    return gives;
  }

  private void joins(List<Join> joins, Scope scope, Expressions expressions) {
    if (joins == null) {
      return;
    }
    for (Join join : joins) {
      from(join.getFromItem(), scope);
      join.getOnExpressions().forEach(expressions::check);
      join.getUsingColumns().forEach(expressions::check);
    }
  }

  private void from(FromItem item, Scope scope) {
    String alias = item.getAlias() == null ? null : item.getAlias().getName();
    switch (item) {
      case Table table -> scope.add(alias == null ? table.getName() : alias, table(table));
      case ParenthesedSelect nested -> {
        String name = alias == null ? "(" + scope.relations().size() + ")" : alias;
        scope.add(name, renamed(alias == null ? "the inner query" : alias, analyze(nested, scope)));
      }
      case ParenthesedFromItem nested -> {
        from(nested.getFromItem(), scope);
        joins(nested.getJoins(), scope, new Expressions(this, scope));
      }
      default -> scope.add(alias == null ? item.toString() : alias, Relation.unknown("the query"));
    }
  }

  private Relation table(Table table) {
    // The name keeps its case: types of FHIR resources are names of tables.
    String name = Scope.unquoted(table.getFullyQualifiedName());
    if (named.containsKey(Scope.lower(name))) {
      return named.get(Scope.lower(name));
    }
    reads.add(name);
    Relation relation = tables.apply(name);
    if (relation == null) {
      report(table, "there is no table " + name, "correct the name, or add its contract");
      return Relation.unknown(name);
    }
    return relation;
  }

  private void lateral(LateralView view, Scope scope, Expressions expressions) {
    expressions.check(view.getGeneratorFunction());
    SqlType list =
        view.getGeneratorFunction().getParameters() == null
            ? SqlType.ANY
            : expressions.type(view.getGeneratorFunction().getParameters().get(0));
    Map<String, SqlType> columns = new LinkedHashMap<>();
    if (view.getColumnAlias() != null) {
      columns.put(
          Scope.lower(view.getColumnAlias().getName()),
          list.element() == null ? SqlType.ANY : list.element());
    }
    String alias = view.getTableAlias() == null ? view.toString() : view.getTableAlias().getName();
    scope.add(alias, new Relation(alias, columns, true));
  }

  private Relation items(List<SelectItem<?>> items, Scope scope, Expressions expressions) {
    Map<String, SqlType> columns = new LinkedHashMap<>();
    boolean open = false;
    for (SelectItem<?> item : items) {
      Expression expression = item.getExpression();
      if (expression instanceof AllTableColumns some) {
        open |= spread(some, scope, columns);
      } else if (expression instanceof AllColumns) {
        for (Relation relation : scope.relations()) {
          relation.columns().forEach(columns::putIfAbsent);
          open |= relation.open();
        }
      } else {
        expressions.check(expression);
        String name = name(item, columns.size());
        SqlType type = expressions.type(expression);
        if (!columns.containsKey(name)) {
          columns.put(name, type);
        } else if (item.getAlias() == null) {
          columns.put(name + "#" + columns.size(), type);
        } else {
          report(
              expression, "the column '" + name + "' is given twice", "name one of them otherwise");
        }
        scope.alias(name, type);
      }
    }
    return new Relation("the query", columns, open);
  }

  /** Adds the columns of {@code alias.*}, or the fields of {@code struct.*}. */
  private boolean spread(AllTableColumns some, Scope scope, Map<String, SqlType> columns) {
    Table table = some.getTable();
    Relation relation = table.getSchemaName() == null ? scope.relation(table.getName()) : null;
    if (relation != null) {
      relation.columns().forEach(columns::putIfAbsent);
      return relation.open();
    }
    Table owner = table.getSchemaName() == null ? null : new Table(table.getSchemaName());
    SqlType struct = scope.find(new Column(owner, table.getName()));
    if (struct == null) {
      report(table, "there is no '" + table.getFullyQualifiedName() + "'", "correct the name");
      return true;
    }
    struct.fields().forEach(columns::putIfAbsent);
    return struct.family() != SqlType.Family.STRUCT;
  }

  private static String name(SelectItem<?> item, int position) {
    if (item.getAlias() != null) {
      return Scope.lower(item.getAlias().getName());
    }
    return item.getExpression() instanceof Column column
        ? Scope.lower(column.getColumnName())
        : "_c" + position;
  }

  private static Relation renamed(String name, Relation relation) {
    return new Relation(name, relation.columns(), relation.open());
  }

  void unknown(Column column, Scope scope) {
    report(
        column,
        "there is no column '" + column.getFullyQualifiedName() + "'",
        scope.cure(Scope.lower(column.getColumnName())));
  }

  private void report(Object place, String what, String remedy) {
    String message = file + ":" + line(place) + ": " + what;
    faults.putIfAbsent(message, new YunheException(ErrorCode.BAD_MODEL, message, remedy));
  }

  private static int line(Object place) {
    return Outputs.line(place);
  }
}
