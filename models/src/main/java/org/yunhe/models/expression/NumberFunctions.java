package org.yunhe.models.expression;

import java.math.BigDecimal;
import java.util.List;

/** Functions of numbers. */
final class NumberFunctions {
  private NumberFunctions() {}

  static void addTo(StandardFunctions standard) {
    standard.strict("abs", 1, 1, a -> absolute(Arithmetic.number(a[0])));
    standard.strict("round", 1, 2, NumberFunctions::round);
    standard.strict("floor", 1, 1, a -> Casts.toLong(Math.floor(floating(a[0]))));
    standard.strict("ceil", 1, 1, a -> Casts.toLong(Math.ceil(floating(a[0]))));
    standard.add("isnan", 1, 1, a -> a[0] instanceof Double number && number.isNaN());
    standard.strict("size", 1, 1, a -> (long) ((List<?>) a[0]).size());
    standard.add("try_divide", 2, 2, NumberFunctions::tryDivide);
  }

  private static double floating(Object value) {
    return Arithmetic.number(value).doubleValue();
  }

  private static Object round(Object[] arguments) {
    int scale = arguments.length > 1 ? Casts.toInt(arguments[1]) : 0;
    return Arithmetic.round(Arithmetic.number(arguments[0]), scale);
  }

  private static Number absolute(Number number) {
    return switch (number) {
      case Double floating -> Math.abs(floating);
      case BigDecimal decimal -> decimal.abs();
      default -> Math.absExact(number.longValue());
    };
  }

  private static Object tryDivide(Object[] arguments) {
    try {
      return Arithmetic.apply(Arithmetic.Operation.DIVIDE, arguments[0], arguments[1]);
    } catch (EvaluationException e) {
      return null;
    }
  }
}
