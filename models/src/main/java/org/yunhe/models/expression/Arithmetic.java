package org.yunhe.models.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** Arithmetic as Spark in ANSI mode does it: no overflow and no division by zero passes. */
final class Arithmetic {
  private static final int DIVISION_SCALE = 18;

  private Arithmetic() {}

  /** One of the four basic operations, and the remainder. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER
  }

  /** Returns the result for two values, or null where one is null. */
  static Object apply(Operation operation, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof Instant || left instanceof LocalDate) {
      return shifted(operation, left, right);
    }
    Number a = number(left, right);
    Number b = number(right, left);
    if (a instanceof Double || b instanceof Double) {
      return floating(operation, a.doubleValue(), b.doubleValue());
    }
    if (a instanceof BigDecimal || b instanceof BigDecimal) {
      return exact(operation, decimal(a), decimal(b));
    }
    if (operation == Operation.DIVIDE) {
      return floating(operation, a.doubleValue(), b.doubleValue());
    }
    return whole(operation, a.longValue(), b.longValue());
  }

  static BigDecimal decimal(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case Double floating -> BigDecimal.valueOf(floating);
      default -> BigDecimal.valueOf(number.longValue());
    };
  }

  /** Returns the number a value stands for, a text as a double. */
  static Number number(Object value) {
    return number(value, value);
  }

  /** Rounds half up to {@code scale} digits after the point. */
  static Number round(Number number, int scale) {
    return switch (number) {
      case Double floating when Double.isNaN(floating) || Double.isInfinite(floating) -> floating;
      case Double floating ->
          BigDecimal.valueOf(floating).setScale(scale, RoundingMode.HALF_UP).doubleValue();
      case BigDecimal decimal -> decimal.setScale(scale, RoundingMode.HALF_UP);
      default ->
          BigDecimal.valueOf(number.longValue()).setScale(scale, RoundingMode.HALF_UP).longValue();
    };
  }

  private static Number number(Object value, Object other) {
    if (value instanceof Number number) {
      return number;
    }
    boolean whole = other instanceof Long || other instanceof Integer;
    if (value instanceof String text) {
      return (Number)
          (whole
              ? Casts.exact(text, Casts::toLong, "bigint")
              : Casts.exact(text, Casts::toDouble, "double"));
    }
    throw new EvaluationException("'" + value + "' is no number");
  }

  private static Double floating(Operation operation, double a, double b) {
    return switch (operation) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / divisor(b, b == 0);
      case REMAINDER -> a % divisor(b, b == 0);
    };
  }

  private static BigDecimal exact(Operation operation, BigDecimal a, BigDecimal b) {
    return switch (operation) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b);
      case DIVIDE ->
          a.divide(divisor(b, b.signum() == 0), MathContext.DECIMAL128)
              .setScale(DIVISION_SCALE, RoundingMode.HALF_UP);
      case REMAINDER -> a.remainder(divisor(b, b.signum() == 0));
    };
  }

  private static Long whole(Operation operation, long a, long b) {
    try {
      return switch (operation) {
        case ADD -> Math.addExact(a, b);
        case SUBTRACT -> Math.subtractExact(a, b);
        case MULTIPLY -> Math.multiplyExact(a, b);
        case DIVIDE, REMAINDER -> a % divisor(b, b == 0);
      };
    } catch (ArithmeticException e) {
      throw new EvaluationException("a whole number overflows");
    }
  }

  private static <T> T divisor(T number, boolean zero) {
    if (zero) {
      throw new EvaluationException("division by zero");
    }
    return number;
  }

  private static Object shifted(Operation operation, Object time, Object step) {
    boolean back = operation == Operation.SUBTRACT;
    if (!back && operation != Operation.ADD) {
      throw new EvaluationException("a time can be neither multiplied nor divided");
    }
    return switch (step) {
      case Duration duration -> Casts.toTimestamp(time).plus(back ? duration.negated() : duration);
      case Period period -> plus(time, back ? period.negated() : period);
      case Number days when time instanceof LocalDate date ->
          date.plusDays(back ? -days.longValue() : days.longValue());
      default -> throw new EvaluationException("'" + step + "' cannot be added to a time");
    };
  }

  private static Object plus(Object time, Period period) {
    return time instanceof LocalDate date
        ? date.plus(period)
        : ((Instant) time).atOffset(ZoneOffset.UTC).plus(period).toInstant();
  }
}
