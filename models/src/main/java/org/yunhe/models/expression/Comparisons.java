package org.yunhe.models.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares values as Spark in ANSI mode does: a text is read as the type it is compared with. */
final class Comparisons {
  private Comparisons() {}

  /** Returns the order of two values, or null where one is null. */
  static Integer compare(Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof String a && right instanceof String b) {
      return compareTexts(a, b);
    }
    if (left instanceof String a) {
      return compareTyped(readAs(a, right), right);
    }
    return right instanceof String b
        ? compareTyped(left, readAs(b, left))
        : compareTyped(left, right);
  }

  /** Returns whether two values are equal, or null where one is null. */
  static Boolean equal(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a.equals(b);
    }
    if (left instanceof List<?> || left instanceof Map<?, ?>) {
      return right == null ? null : Boolean.valueOf(left.equals(right));
    }
    Integer order = compare(left, right);
    return order == null ? null : Boolean.valueOf(order == 0);
  }

  /** Returns whether two values are equal, null being equal to null only. */
  static boolean same(Object left, Object right) {
    return left == null || right == null
        ? left == right
        : Objects.requireNonNull(equal(left, right));
  }

  private static Object readAs(String text, Object other) {
    return switch (other) {
      case Double number -> Casts.exact(text, Casts::toDouble, "double");
      case BigDecimal number -> Casts.exact(text, Casts::toDouble, "double");
      case Number number -> Casts.exact(text, Casts::toLong, "bigint");
      case LocalDate date -> Casts.exact(text, Casts::toDate, "date");
      case Instant time -> Casts.exact(text, Casts::toTimestamp, "timestamp");
      case Boolean truth -> Casts.exact(text, Casts::toBoolean, "boolean");
      default -> throw uncomparable(text, other);
    };
  }

  private static int compareTyped(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return Integer.signum(a.compareTo(b));
    }
    boolean times =
        (left instanceof LocalDate || left instanceof Instant)
            && (right instanceof LocalDate || right instanceof Instant);
    if (times) {
      return Casts.toTimestamp(left).compareTo(Casts.toTimestamp(right));
    }
    throw uncomparable(left, right);
  }

  private static int compareNumbers(Number left, Number right) {
    if (left instanceof Double || right instanceof Double) {
      double a = left.doubleValue() + 0.0;
      double b = right.doubleValue() + 0.0;
      return Double.compare(a, b);
    }
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return Arithmetic.decimal(left).compareTo(Arithmetic.decimal(right));
    }
    return Long.compare(left.longValue(), right.longValue());
  }

  /** By code point, which is the order of the bytes in UTF-8. */
  private static int compareTexts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static EvaluationException uncomparable(Object left, Object right) {
    return new EvaluationException("'" + left + "' cannot be compared with '" + right + "'");
  }
}
