package org.yunhe.models.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.StructType;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.SelectItem;

/** Tells the family of an expression where its form tells it. */
final class ExpressionTypes {
  private static final Set<String> TEXTS =
      Set.of(
          "concat",
          "concat_ws",
          "substring",
          "substr",
          "left",
          "right",
          "upper",
          "lower",
          "trim",
          "ltrim",
          "rtrim",
          "replace",
          "regexp_extract",
          "regexp_replace",
          "lpad",
          "rpad",
          "code",
          "code_attr",
          "code_on",
          "code_attr_on",
          "date_format",
          "format_string",
          "to_json",
          "person_key",
          "source_register",
          "resident_id",
          "split_part",
          "translate");
  private static final Set<String> NUMBERS =
      Set.of(
          "count",
          "count_if",
          "sum",
          "avg",
          "abs",
          "round",
          "floor",
          "ceil",
          "size",
          "length",
          "datediff",
          "timestampdiff",
          "months_between",
          "year",
          "month",
          "day",
          "row_number",
          "rank",
          "percentile",
          "try_divide",
          "cardinality",
          "date_diff",
          "char_length",
          "instr");
  private static final Set<String> DATES =
      Set.of("to_date", "date_add", "date_sub", "add_months", "last_day", "trunc", "local_date");
  private static final Set<String> TIMES =
      Set.of(
          "local_ts",
          "fhir_ts",
          "to_timestamp",
          "try_to_timestamp",
          "from_utc_timestamp",
          "date_trunc");
  private static final Set<String> TRUTHS =
      Set.of("array_contains", "startswith", "endswith", "contains", "regexp_like", "isnull");
  private static final Set<String> FIRST_ARGUMENT =
      Set.of(
          "max",
          "min",
          "max_by",
          "min_by",
          "first",
          "last",
          "any_value",
          "nullif",
          "array_sort",
          "array_union",
          "array_distinct",
          "filter",
          "lag",
          "lead",
          "first_value",
          "last_value");
  private static final Set<String> EVERY_ARGUMENT =
      Set.of("coalesce", "nvl", "ifnull", "least", "greatest");

  private final Scope scope;

  ExpressionTypes(Scope scope) {
    this.scope = scope;
  }

  SqlType of(Expression expression) {
    return switch (expression) {
      case StringValue text -> SqlType.TEXT;
      case LongValue number -> SqlType.NUMBER;
      case DoubleValue number -> SqlType.NUMBER;
      case SignedExpression signed -> SqlType.NUMBER;
      case BooleanValue truth -> SqlType.TRUTH;
      case DateTimeLiteralExpression literal -> literal(literal);
      case Column column -> column(column);
      case StructType struct -> struct(struct);
      case ParenthesedExpressionList<?> list when list.size() == 1 -> of(list.get(0));
      case CastExpression cast -> cast(cast);
      case CaseExpression cases -> cases(cases);
      case AnalyticExpression window -> call(window.getName(), arguments(window));
      case net.sf.jsqlparser.expression.Function function ->
          function(function.getName().toLowerCase(Locale.ROOT), function);
      case AndExpression and -> SqlType.TRUTH;
      case OrExpression or -> SqlType.TRUTH;
      case NotExpression not -> SqlType.TRUTH;
      case Between between -> SqlType.TRUTH;
      case InExpression in -> SqlType.TRUTH;
      case IsNullExpression isNull -> SqlType.TRUTH;
      case IsBooleanExpression isTrue -> SqlType.TRUTH;
      case IsDistinctExpression distinct -> SqlType.TRUTH;
      case LikeExpression like -> SqlType.TRUTH;
      case ExistsExpression exists -> SqlType.TRUTH;
      case ComparisonOperator comparison -> SqlType.TRUTH;
      case Concat concat -> SqlType.TEXT;
      case BinaryExpression binary -> arithmetic(binary);
      case null, default -> SqlType.ANY;
    };
  }

  private SqlType column(Column column) {
    SqlType type = scope.find(column);
    return type == null ? SqlType.ANY : type;
  }

  private static SqlType literal(DateTimeLiteralExpression literal) {
    return literal.getType() == DateTimeLiteralExpression.DateTime.DATE
        ? SqlType.DATE
        : SqlType.TIME;
  }

  private static SqlType cast(CastExpression cast) {
    if (cast.getColDataType() == null) {
      return SqlType.ANY;
    }
    String type = cast.getColDataType().getDataType().toLowerCase(Locale.ROOT);
    return switch (type.split("[ (]", 2)[0]) {
      case "string", "varchar", "char" -> SqlType.TEXT;
      case "int", "integer", "bigint", "long", "double", "decimal", "float", "smallint", "real" ->
          SqlType.NUMBER;
      case "boolean" -> SqlType.TRUTH;
      case "date" -> SqlType.DATE;
      case "timestamp" -> SqlType.TIME;
      default -> SqlType.ANY;
    };
  }

  private SqlType cases(CaseExpression cases) {
    SqlType type = SqlType.ANY;
    for (var when : cases.getWhenClauses()) {
      type = type.or(of(when.getThenExpression()));
    }
    return cases.getElseExpression() == null ? type : type.or(of(cases.getElseExpression()));
  }

  private SqlType arithmetic(BinaryExpression binary) {
    SqlType left = of(binary.getLeftExpression());
    boolean moment = left.family() == SqlType.Family.DATE || left.family() == SqlType.Family.TIME;
    return moment ? SqlType.ANY : SqlType.NUMBER;
  }

  private SqlType function(String name, net.sf.jsqlparser.expression.Function function) {
    if (function.getParameters() == null) {
      return call(name, List.of());
    }
    return switch (name) {
      case "explode", "element_at" -> element(of(function.getParameters().get(0)));
      default -> call(name, List.copyOf(function.getParameters()));
    };
  }

  private static SqlType element(SqlType list) {
    return list.element() == null ? SqlType.ANY : list.element();
  }

  private SqlType struct(StructType struct) {
    if (struct.getArguments() == null) {
      return SqlType.ANY;
    }
    Map<String, SqlType> fields = new LinkedHashMap<>();
    for (SelectItem<?> argument : struct.getArguments()) {
      String name =
          argument.getAlias() != null
              ? argument.getAlias().getName()
              : argument.getExpression() instanceof Column column
                  ? column.getColumnName()
                  : "col" + (fields.size() + 1);
      fields.put(Scope.lower(name), of(argument.getExpression()));
    }
    return SqlType.struct(fields);
  }

  private SqlType call(String given, List<? extends Expression> arguments) {
    String name = given.toLowerCase(Locale.ROOT);
    if (TEXTS.contains(name)) {
      return SqlType.TEXT;
    }
    if (NUMBERS.contains(name)) {
      return SqlType.NUMBER;
    }
    if (DATES.contains(name)) {
      return SqlType.DATE;
    }
    if (TIMES.contains(name)) {
      return SqlType.TIME;
    }
    if (TRUTHS.contains(name)) {
      return SqlType.TRUTH;
    }
    if (FIRST_ARGUMENT.contains(name) && !arguments.isEmpty()) {
      return of(arguments.get(0));
    }
    if (EVERY_ARGUMENT.contains(name)) {
      return first(arguments);
    }
    return switch (name) {
      case "if" ->
          arguments.size() == 3 ? of(arguments.get(1)).or(of(arguments.get(2))) : SqlType.ANY;
      case "array", "collect_list", "collect_set", "split" ->
          SqlType.list(name.equals("split") ? SqlType.TEXT : first(arguments));
      default -> SqlType.ANY;
    };
  }

  private SqlType first(List<? extends Expression> arguments) {
    SqlType type = SqlType.ANY;
    for (Expression argument : arguments) {
      type = type.or(of(argument));
    }
    return type;
  }

  private static List<Expression> arguments(AnalyticExpression window) {
    return window.getExpression() == null ? List.of() : List.of(window.getExpression());
  }
}
