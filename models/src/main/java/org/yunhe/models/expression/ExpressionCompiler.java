package org.yunhe.models.expression;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.CosineSimilarity;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Compiles the parser's trees to {@link Node}s and refuses what it does not know. */
final class ExpressionCompiler {
  private static final Pattern DECIMAL_TYPE =
      Pattern.compile("(?:decimal|numeric)\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");
  private static final Map<String, String> TYPE_NAMES =
      Map.ofEntries(
          Map.entry("string", "string"),
          Map.entry("varchar", "string"),
          Map.entry("int", "int"),
          Map.entry("integer", "int"),
          Map.entry("bigint", "long"),
          Map.entry("long", "long"),
          Map.entry("double", "double"),
          Map.entry("boolean", "boolean"),
          Map.entry("date", "date"),
          Map.entry("timestamp", "timestamptz"),
          Map.entry("decimal", "decimal(10,0)"));

  private final String place;
  private final FunctionRegistry functions;
  private final Set<String> columns = new TreeSet<>();
  private final List<String> variables = new ArrayList<>();

  ExpressionCompiler(String place, FunctionRegistry functions) {
    this.place = place;
    this.functions = functions;
  }

  /** Returns the columns that what was compiled so far reads, in lower case. */
  Set<String> columns() {
    return columns;
  }

  Node compile(Expression expression) {
    return switch (expression) {
      case NullValue nothing -> constant(null);
      case StringValue text -> constant(Literals.text(text.getValue()));
      case LongValue number -> constant(number.getBigIntegerValue().longValueExact());
      case DoubleValue number -> constant(literal(number.toString()));
      case BooleanValue truth -> constant(truth.getValue());
      case TimeKeyExpression key -> call(key.getStringValue().replace("()", ""), List.of(), key);
      case Column column -> column(column);
      case SignedExpression signed -> signed(signed);
      case ParenthesedExpressionList<?> list when list.size() == 1 -> compile(list.get(0));
      case AndExpression and -> condition(and);
      case OrExpression or -> condition(or);
      case NotExpression not -> condition(not);
      case IsNullExpression isNull -> isNull(isNull);
      case IsBooleanExpression is -> isBoolean(is);
      case IsDistinctExpression is -> distinct(is);
      case Between between -> between(between);
      case InExpression in -> condition(in);
      case LikeExpression like -> like(like);
      case CaseExpression cases -> cases(cases);
      case CastExpression cast -> cast(cast);
      case TrimFunction trim
          when trim.getFromExpression() == null && trim.getTrimSpecification() == null ->
          call("trim", List.of(compile(trim.getExpression())), trim);
      case IntervalExpression interval -> constant(interval(interval));
      case net.sf.jsqlparser.expression.Function function -> function(function);
      case BinaryExpression binary -> binary(binary);
      default -> throw unknown(expression);
    };
  }

  private Node binary(BinaryExpression binary) {
    return switch (binary) {
      case EqualsTo equal -> equality(equal, true);
      case NotEqualsTo unequal -> equality(unequal, false);
      case CosineSimilarity same -> same(left(same), right(same));
      case GreaterThan greater -> comparison(greater, order -> order > 0);
      case GreaterThanEquals notLess -> comparison(notLess, order -> order >= 0);
      case MinorThan less -> comparison(less, order -> order < 0);
      case MinorThanEquals notGreater -> comparison(notGreater, order -> order <= 0);
      case Addition plus -> arithmetic(plus, Arithmetic.Operation.ADD);
      case Subtraction minus -> arithmetic(minus, Arithmetic.Operation.SUBTRACT);
      case Multiplication times -> arithmetic(times, Arithmetic.Operation.MULTIPLY);
      case Division by -> arithmetic(by, Arithmetic.Operation.DIVIDE);
      case Modulo rest -> arithmetic(rest, Arithmetic.Operation.REMAINDER);
      case Concat concat -> call("concat", List.of(left(concat), right(concat)), concat);
      default -> throw unknown(binary);
    };
  }

  private Node left(BinaryExpression binary) {
    return compile(binary.getLeftExpression());
  }

  private Node right(BinaryExpression binary) {
    return compile(binary.getRightExpression());
  }

  private Node equality(BinaryExpression binary, boolean wanted) {
    Node left = left(binary);
    Node right = right(binary);
    return row -> {
      Boolean equal = Comparisons.equal(left.of(row), right.of(row));
      return equal == null ? null : Boolean.valueOf(equal == wanted);
    };
  }

  private Node comparison(BinaryExpression binary, IntPredicate holds) {
    return comparison(left(binary), right(binary), holds);
  }

  private static Node comparison(Node left, Node right, IntPredicate holds) {
    return row -> {
      Integer order = Comparisons.compare(left.of(row), right.of(row));
      return order == null ? null : Boolean.valueOf(holds.test(order));
    };
  }

  private static Node same(Node left, Node right) {
    return row -> Comparisons.same(left.of(row), right.of(row));
  }

  private Node arithmetic(BinaryExpression binary, Arithmetic.Operation operation) {
    Node left = left(binary);
    Node right = right(binary);
    return row -> Arithmetic.apply(operation, left.of(row), right.of(row));
  }

  private Node signed(SignedExpression signed) {
    Node value = compile(signed.getExpression());
    return switch (signed.getSign()) {
      case '+' -> value;
      case '-' -> row -> Arithmetic.apply(Arithmetic.Operation.SUBTRACT, 0L, value.of(row));
      default -> throw unknown(signed);
    };
  }

  private Node isNull(IsNullExpression isNull) {
    Node value = compile(isNull.getLeftExpression());
    boolean wanted = !isNull.isNot();
    return row -> (value.of(row) == null) == wanted;
  }

  private Node isBoolean(IsBooleanExpression is) {
    Node value = compile(is.getLeftExpression());
    Boolean sought = is.isTrue();
    boolean wanted = !is.isNot();
    return row -> sought.equals(Logic.truth(value.of(row))) == wanted;
  }

  private Node distinct(IsDistinctExpression is) {
    Node same = same(left(is), right(is));
    return is.isNot() ? same : Logic.not(same);
  }

  private Node between(Between between) {
    Node value = compile(between.getLeftExpression());
    Node low = compile(between.getBetweenExpressionStart());
    Node high = compile(between.getBetweenExpressionEnd());
    Node holds =
        Logic.and(
            comparison(value, low, order -> order >= 0),
            comparison(value, high, order -> order <= 0));
    return between.isNot() ? Logic.not(holds) : holds;
  }

  private Node condition(Expression expression) {
    Deque<LogicChain.Term> terms =
        new ArrayDeque<>(LogicChain.of(expression).orElseThrow(() -> unknown(expression)));
    return disjunction(terms);
  }

  private Node disjunction(Deque<LogicChain.Term> terms) {
    Node node = conjunction(terms);
    while (isNext(terms, LogicChain.Operator.OR)) {
      node = Logic.or(node, conjunction(terms));
    }
    return node;
  }

  private Node conjunction(Deque<LogicChain.Term> terms) {
    Node node = operand(terms);
    while (isNext(terms, LogicChain.Operator.AND)) {
      node = Logic.and(node, operand(terms));
    }
    return node;
  }

  private Node operand(Deque<LogicChain.Term> terms) {
    if (isNext(terms, LogicChain.Operator.NOT)) {
      return Logic.not(operand(terms));
    }
    LogicChain.Term term = terms.remove();
    Node value = compile(term.value());
    if (term.in() == null) {
      return value;
    }
    Node holds = Logic.in(value, term.in().stream().map(this::compile).toList());
    return term.not() ? Logic.not(holds) : holds;
  }

  private static boolean isNext(Deque<LogicChain.Term> terms, LogicChain.Operator operator) {
    boolean next = !terms.isEmpty() && terms.peek().operator() == operator;
    if (next) {
      terms.remove();
    }
    return next;
  }

  private Node like(LikeExpression like) {
    Node value = left(like);
    Node pattern = right(like);
    Node holds =
        switch (like.getLikeKeyWord()) {
          case RLIKE, REGEXP -> Logic.matches(value, pattern, Patterns::regular, false);
          case LIKE ->
              Logic.matches(value, pattern, text -> Patterns.like(text, escape(like)), true);
          default -> throw unknown(like);
        };
    return like.isNot() ? Logic.not(holds) : holds;
  }

  private static char escape(LikeExpression like) {
    return like.getEscape() instanceof StringValue text ? text.getValue().charAt(0) : '\\';
  }

  private Node cases(CaseExpression cases) {
    Node subject =
        cases.getSwitchExpression() == null ? null : compile(cases.getSwitchExpression());
    List<Node> conditions = new ArrayList<>();
    List<Node> results = new ArrayList<>();
    for (WhenClause when : cases.getWhenClauses()) {
      Node condition = compile(when.getWhenExpression());
      conditions.add(
          subject == null
              ? condition
              : row -> Comparisons.equal(subject.of(row), condition.of(row)));
      results.add(compile(when.getThenExpression()));
    }
    Node otherwise =
        cases.getElseExpression() == null ? constant(null) : compile(cases.getElseExpression());
    return Logic.cases(conditions, results, otherwise);
  }

  private Node cast(CastExpression cast) {
    ColumnType type = type(cast);
    Node value = compile(cast.getLeftExpression());
    Function<Object, Object> target = Casts.target(type);
    if (cast.keyword != null && cast.keyword.equalsIgnoreCase("try_cast")) {
      return row -> Casts.tried(value.of(row), target);
    }
    return row -> Casts.exact(value.of(row), target, type.sql());
  }

  private ColumnType type(CastExpression cast) {
    String name = cast.getColDataType().toString().toLowerCase(Locale.ROOT).strip();
    var decimal = DECIMAL_TYPE.matcher(name);
    String known =
        decimal.matches()
            ? "decimal("
                + decimal.group(1)
                + ","
                + (decimal.group(2) == null ? "0" : decimal.group(2))
                + ")"
            : TYPE_NAMES.get(name);
    if (known == null) {
      throw unknown(cast);
    }
    return ColumnType.of(known);
  }

  private Object interval(IntervalExpression interval) {
    String unit = interval.getIntervalType() == null ? "" : interval.getIntervalType();
    String amount = interval.getParameter() == null ? "" : interval.getParameter().replace("'", "");
    try {
      int count = Integer.parseInt(amount.strip());
      return switch (unit.toUpperCase(Locale.ROOT)) {
        case "SECOND", "SECONDS" -> Duration.ofSeconds(count);
        case "MINUTE", "MINUTES" -> Duration.ofMinutes(count);
        case "HOUR", "HOURS" -> Duration.ofHours(count);
        case "DAY", "DAYS" -> Period.ofDays(count);
        case "MONTH", "MONTHS" -> Period.ofMonths(count);
        case "YEAR", "YEARS" -> Period.ofYears(count);
        default -> throw unknown(interval);
      };
    } catch (NumberFormatException e) {
      throw unknown(interval);
    }
  }

  private Node column(Column column) {
    String name = column.getColumnName().replace("`", "").toLowerCase(Locale.ROOT);
    if (column.getTable() == null) {
      return read(name);
    }
    Node struct = read(column.getTable().getName().replace("`", "").toLowerCase(Locale.ROOT));
    return row -> struct.of(row) instanceof Map<?, ?> fields ? fields.get(name) : null;
  }

  private Node read(String name) {
    if (!variables.contains(name)) {
      columns.add(name);
    }
    return row -> row.apply(name);
  }

  private Node function(net.sf.jsqlparser.expression.Function function) {
    if (function.isDistinct() || function.isAllColumns() || function.getKeep() != null) {
      throw unknown(function);
    }
    List<Expression> given = new ArrayList<>();
    if (function.getParameters() != null) {
      given.addAll(function.getParameters());
    }
    return switch (function.getName().toLowerCase(Locale.ROOT)) {
      case "coalesce", "nvl", "ifnull" ->
          Logic.coalesce(given.stream().map(this::compile).toList());
      case "if" -> choice(function, given);
      case "filter" -> filter(function, given);
      case "timestampdiff" -> difference(function, given);
      default -> call(function.getName(), given.stream().map(this::compile).toList(), function);
    };
  }

  private Node choice(Expression function, List<Expression> given) {
    if (given.size() != 3) {
      throw unknown(function);
    }
    return Logic.cases(
        List.of(compile(given.get(0))), List.of(compile(given.get(1))), compile(given.get(2)));
  }

  private Node difference(Expression function, List<Expression> given) {
    if (given.size() != 3 || !(given.get(0) instanceof Column unit)) {
      throw unknown(function);
    }
    try {
      ChronoUnit units = ChronoUnit.valueOf(unit.getColumnName().toUpperCase(Locale.ROOT) + "S");
      Node from = compile(given.get(1));
      Node to = compile(given.get(2));
      return row -> TimeFunctions.difference(units, from.of(row), to.of(row));
    } catch (IllegalArgumentException e) {
      throw unknown(function);
    }
  }

  private Node filter(Expression function, List<Expression> given) {
    if (given.size() != 2
        || !(given.get(1) instanceof LambdaExpression lambda)
        || lambda.getIdentifiers().size() != 1) {
      throw unknown(function);
    }
    Node list = compile(given.get(0));
    String variable = lambda.getIdentifiers().get(0).toLowerCase(Locale.ROOT);
    variables.add(variable);
    Node keep = compile(lambda.getExpression());
    variables.remove(variable);
    return row ->
        list.of(row) instanceof List<?> items
            ? items.stream().filter(item -> holds(keep, row, variable, item)).toList()
            : null;
  }

  private static boolean holds(
      Node keep, Function<String, Object> row, String variable, Object item) {
    return Boolean.TRUE.equals(
        Logic.truth(keep.of(name -> name.equals(variable) ? item : row.apply(name))));
  }

  private Node call(String name, List<Node> arguments, Expression expression) {
    FunctionRegistry.Entry entry =
        functions.find(name).orElseThrow(() -> unknown("function", name, expression));
    if (!entry.takes(arguments.size())) {
      throw unknown(arguments.size() + " arguments for", name, expression);
    }
    Node[] nodes = arguments.toArray(Node[]::new);
    RowFunction function = entry.function();
    return row -> {
      Object[] values = new Object[nodes.length];
      for (int i = 0; i < nodes.length; i++) {
        values[i] = nodes[i].of(row);
      }
      return function.call(values);
    };
  }

  private static Node constant(Object value) {
    return row -> value;
  }

  private static Object literal(String number) {
    boolean exponent = number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
    return exponent ? (Object) Double.valueOf(number) : new BigDecimal(number);
  }

  private YunheException unknown(Expression expression) {
    return unknown("construct", expression.getClass().getSimpleName(), expression);
  }

  private YunheException unknown(String kind, String name, Expression expression) {
    return new YunheException(
        ErrorCode.BAD_MODEL,
        place + ": unknown " + kind + " " + name + " in: " + expression,
        "use what docs/mappings.md lists, or add it to org.yunhe.models.expression");
  }
}
