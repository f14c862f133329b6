package org.yunhe.models.expression;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Three-valued logic and choices. */
final class Logic {
  private Logic() {}

  /** Returns the truth value of a condition: a text says true or false, null stays null. */
  static Boolean truth(Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case String text -> (Boolean) Casts.exact(text, Casts::toBoolean, "boolean");
      default -> throw new EvaluationException("'" + value + "' is no truth value");
    };
  }

  static Node not(Node condition) {
    return row -> {
      Boolean truth = truth(condition.of(row));
      return truth == null ? null : Boolean.valueOf(!truth);
    };
  }

  static Node and(Node left, Node right) {
    return row -> {
      Boolean a = truth(left.of(row));
      if (Boolean.FALSE.equals(a)) {
        return false;
      }
      Boolean b = truth(right.of(row));
      return Boolean.FALSE.equals(b) ? b : a == null ? null : b;
    };
  }

  static Node or(Node left, Node right) {
    return row -> {
      Boolean a = truth(left.of(row));
      if (Boolean.TRUE.equals(a)) {
        return true;
      }
      Boolean b = truth(right.of(row));
      return Boolean.TRUE.equals(b) ? b : a == null ? null : b;
    };
  }

  /** Membership: null where nothing equals the value and the value or an item is null. */
  static Node in(Node value, List<Node> items) {
    return row -> {
      Object sought = value.of(row);
      boolean unknown = sought == null;
      for (Node item : items) {
        Boolean equal = unknown ? null : Comparisons.equal(sought, item.of(row));
        if (Boolean.TRUE.equals(equal)) {
          return true;
        }
        unknown |= equal == null;
      }
      return unknown ? null : Boolean.FALSE;
    };
  }

  static Node matches(Node value, Node pattern, Function<String, Pattern> compile, boolean whole) {
    return row -> {
      Object text = value.of(row);
      Object sought = pattern.of(row);
      if (text == null || sought == null) {
        return null;
      }
      Matcher matcher = compile.apply(Casts.toText(sought)).matcher(Casts.toText(text));
      return whole ? matcher.matches() : matcher.find();
    };
  }

  static Node cases(List<Node> conditions, List<Node> results, Node otherwise) {
    return row -> {
      for (int i = 0; i < conditions.size(); i++) {
        if (Boolean.TRUE.equals(truth(conditions.get(i).of(row)))) {
          return results.get(i).of(row);
        }
      }
      return otherwise.of(row);
    };
  }

  static Node coalesce(List<Node> values) {
    return row -> {
      for (Node value : values) {
        Object found = value.of(row);
        if (found != null) {
          return found;
        }
      }
      return null;
    };
  }
}
