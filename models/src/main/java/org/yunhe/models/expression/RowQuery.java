package org.yunhe.models.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.LateralView;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.sql.SqlErrors;

/**
 * One query of Spark SQL that reads one row of one table and gives rows: {@code SELECT … FROM table
 * or (SELECT …) [LATERAL VIEW [OUTER] explode(list) AS item]}, compiled to pure functions.
 */
public final class RowQuery {
  private final String table;
  private final RowQuery inner;
  private final Map<String, Node> outputs;
  private final boolean everything;
  private final Explosion explosion;
  private final Set<String> inputs;

  private RowQuery(
      String table,
      RowQuery inner,
      Map<String, Node> outputs,
      boolean everything,
      Explosion explosion,
      Set<String> inputs) {
    this.table = table;
    this.inner = inner;
    this.outputs = outputs;
    this.everything = everything;
    this.explosion = explosion;
    this.inputs = inputs;
  }

  private record Explosion(Node list, String item, boolean outer) {}

  /** Compiles a query; {@code place} is named in complaints, such as its file. */
  public static RowQuery compile(String place, String sql, FunctionRegistry functions) {
    try {
      Statement statement = CCJSqlParserUtil.parse(sql);
      if (statement instanceof PlainSelect select) {
        RowQuery query = of(place, select, functions);
        query.read(place, Set.of());
        return query;
      }
      throw refused(place, "it is no SELECT of one row", null);
    } catch (JSQLParserException e) {
      throw refused(place + ":" + SqlErrors.line(e), "not SQL: " + SqlErrors.reason(e), e);
    }
  }

  /** Returns the table it reads. */
  public String table() {
    return inner == null ? table : inner.table();
  }

  /** Returns the columns of the table that it reads, in lower case. */
  public Set<String> inputs() {
    return read("", Set.of());
  }

  /** Returns the columns of the table that are read where an outer query wants some. */
  private Set<String> read(String place, Set<String> wanted) {
    Set<String> needed = new HashSet<>(wanted);
    needed.removeAll(outputs.keySet());
    if (!everything && !needed.isEmpty()) {
      throw refused(place, "the inner query does not give " + needed, null);
    }
    if (explosion != null) {
      needed.remove(explosion.item);
    }
    needed.addAll(inputs);
    return inner == null ? needed : inner.read(place, needed);
  }

  /** Returns the columns it gives by name; {@code *} is not among them. */
  public List<String> outputs() {
    return List.copyOf(outputs.keySet());
  }

  /** Returns the rows for a table's row whose columns {@code column} reads by lower-case name. */
  public List<Map<String, Object>> evaluate(Function<String, Object> column) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Function<String, Object> row : sources(column)) {
      Map<String, Object> values = new HashMap<>();
      outputs.forEach((name, node) -> values.put(name, node.of(row)));
      rows.add(values);
    }
    return rows;
  }

  private List<Function<String, Object>> sources(Function<String, Object> column) {
    List<Function<String, Object>> read = inner == null ? List.of(column) : inner.views(column);
    if (explosion == null) {
      return read;
    }
    List<Function<String, Object>> exploded = new ArrayList<>();
    read.forEach(row -> explode(row, exploded));
    return exploded;
  }

  private void explode(Function<String, Object> row, List<Function<String, Object>> exploded) {
    List<?> items = explosion.list.of(row) instanceof List<?> list ? list : List.of();
    if (items.isEmpty() && explosion.outer) {
      exploded.add(with(row, explosion.item, null));
    }
    items.forEach(item -> exploded.add(with(row, explosion.item, item)));
  }

  /** The rows as an outer query sees them; each column is evaluated when it is first read. */
  private List<Function<String, Object>> views(Function<String, Object> column) {
    return sources(column).stream().map(this::view).toList();
  }

  private Function<String, Object> view(Function<String, Object> row) {
    Map<String, Object> known = new HashMap<>();
    return name -> {
      Node node = outputs.get(name);
      if (node == null) {
        return everything ? row.apply(name) : null;
      }
      if (!known.containsKey(name)) {
        known.put(name, node.of(row));
      }
      return known.get(name);
    };
  }

  private static Function<String, Object> with(
      Function<String, Object> row, String name, Object value) {
    return each -> each.equals(name) ? value : row.apply(each);
  }

  private static RowQuery of(String place, PlainSelect select, FunctionRegistry functions) {
    refuseClauses(place, select);
    RowQuery inner =
        select.getFromItem() instanceof ParenthesedSelect nested
            ? of(place, nested.getPlainSelect(), functions)
            : null;
    ExpressionCompiler compiler = new ExpressionCompiler(place, functions);
    Map<String, Node> outputs = new LinkedHashMap<>();
    boolean everything = false;
    for (SelectItem<?> item : select.getSelectItems()) {
      if (item.getExpression() instanceof AllColumns) {
        everything = true;
      } else if (outputs.put(name(place, item), compiler.compile(item.getExpression())) != null) {
        throw refused(place, "a column is given twice: " + item, null);
      }
    }
    Explosion explosion = explosion(place, select, compiler);
    Set<String> inputs = new HashSet<>(compiler.columns());
    if (explosion != null) {
      inputs.remove(explosion.item);
    }
    String table = inner == null ? table(place, select.getFromItem()) : null;
    return new RowQuery(table, inner, outputs, everything, explosion, inputs);
  }

  private static Explosion explosion(
      String place, PlainSelect select, ExpressionCompiler compiler) {
    List<LateralView> views = select.getLateralViews();
    if (views == null || views.isEmpty()) {
      return null;
    }
    LateralView view = views.get(0);
    var generator = view.getGeneratorFunction();
    boolean known =
        views.size() == 1
            && generator.getName().equalsIgnoreCase("explode")
            && generator.getParameters().size() == 1
            && view.getColumnAlias() != null;
    if (!known) {
      throw refused(place, "unknown construct: " + view, null);
    }
    return new Explosion(
        compiler.compile(generator.getParameters().get(0)),
        view.getColumnAlias().getName().toLowerCase(Locale.ROOT),
        view.isUsingOuter());
  }

  private static String table(String place, FromItem from) {
    if (from instanceof Table table) {
      return table.getName().replace("`", "");
    }
    throw refused(place, "unknown construct: FROM " + from, null);
  }

  private static String name(String place, SelectItem<?> item) {
    if (item.getAlias() != null) {
      return item.getAlias().getName().replace("`", "").toLowerCase(Locale.ROOT);
    }
    if (item.getExpression() instanceof net.sf.jsqlparser.schema.Column column) {
      return column.getColumnName().replace("`", "").toLowerCase(Locale.ROOT);
    }
    throw refused(place, "a column has no name: " + item, null);
  }

  private static void refuseClauses(String place, PlainSelect select) {
    boolean refused =
        select.getJoins() != null
            || select.getWhere() != null
            || select.getGroupBy() != null
            || select.getHaving() != null
            || select.getDistinct() != null
            || select.getLimit() != null
            || select.getOrderByElements() != null
            || select.getWithItemsList() != null;
    if (refused) {
      throw refused(
          place, "it joins, filters, groups or sorts; a mapping reads one row: " + select, null);
    }
  }

  private static YunheException refused(String place, String what, Throwable cause) {
    return new YunheException(
        ErrorCode.BAD_MODEL,
        place + ": " + what,
        "docs/add-a-source.md says how to write it",
        cause);
  }
}
