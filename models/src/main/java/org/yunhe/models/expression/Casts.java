package org.yunhe.models.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.yunhe.models.contract.ColumnType;

/** Casts as Spark in ANSI mode does them, with UTC as time zone of the session. */
public final class Casts {
  private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "1");
  private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "0");

  private Casts() {}

  /** Returns {@code value} in a contract's type, or null where Spark's {@code try_cast} is null. */
  public static Object tryCast(Object value, ColumnType type) {
    return tried(value, target(type));
  }

  /** Removes the spaces around a text, and only spaces, as {@code trim} does. */
  public static String trim(String text) {
    return TextFunctions.trimmed(text, true, true);
  }

  /** Returns the cast to a type; it gives null where the value does not fit. */
  static Function<Object, Object> target(ColumnType type) {
    return switch (type.kind()) {
      case STRING -> Casts::toText;
      case INT -> value -> toInt(value);
      case LONG -> Casts::toLong;
      case DOUBLE -> Casts::toDouble;
      case BOOLEAN -> Casts::toBoolean;
      case DATE -> Casts::toDate;
      case TIMESTAMPTZ -> Casts::toTimestamp;
      case DECIMAL -> value -> toDecimal(value, type.precision(), type.scale());
      case STRING_ARRAY -> value -> value instanceof java.util.List<?> list ? list : null;
    };
  }

  /** Returns the cast value, null where it does not fit. */
  static Object tried(Object value, Function<Object, Object> cast) {
    return value == null ? null : cast.apply(value);
  }

  /** Returns the cast value; a value that does not fit ends the evaluation. */
  static Object exact(Object value, Function<Object, Object> cast, String type) {
    if (value == null) {
      return null;
    }
    Object result = cast.apply(value);
    if (result == null) {
      throw new EvaluationException("'" + value + "' is not a " + type);
    }
    return result;
  }

  static String toText(Object value) {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case Instant time -> Times.text(time);
      default -> value.toString();
    };
  }

  static Integer toInt(Object value) {
    Long number = toLong(value);
    boolean fits = number != null && number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
    return fits ? Integer.valueOf(number.intValue()) : null;
  }

  static Long toLong(Object value) {
    return switch (value) {
      case String text -> wholeNumber(text);
      case Double number -> truncated(number);
      case BigDecimal number -> exactLong(number.setScale(0, RoundingMode.DOWN));
      case Number number -> number.longValue();
      case Boolean truth -> truth ? 1L : 0L;
      case Instant time -> time.getEpochSecond();
      default -> null;
    };
  }

  static Double toDouble(Object value) {
    return switch (value) {
      case String text -> floating(text);
      case Number number -> number.doubleValue();
      case Boolean truth -> truth ? 1.0 : 0.0;
      case Instant time -> time.getEpochSecond() + time.getNano() / 1e9;
      default -> null;
    };
  }

  static BigDecimal toDecimal(Object value, int precision, int scale) {
    BigDecimal number = plainDecimal(value);
    if (number == null) {
      return null;
    }
    BigDecimal scaled = number.setScale(scale, RoundingMode.HALF_UP);
    return scaled.precision() > precision ? null : scaled;
  }

  static Boolean toBoolean(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case String text -> truth(text);
      case BigDecimal number -> number.signum() != 0;
      case Double number -> number != 0;
      case Number number -> number.longValue() != 0;
      default -> null;
    };
  }

  static LocalDate toDate(Object value) {
    return switch (value) {
      case LocalDate date -> date;
      case Instant time -> time.atOffset(ZoneOffset.UTC).toLocalDate();
      case String text -> Times.date(text);
      default -> null;
    };
  }

  static Instant toTimestamp(Object value) {
    return switch (value) {
      case Instant time -> time;
      case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
      case String text -> Times.timestamp(text);
      default -> null;
    };
  }

  /** Removes white space and control characters around a text, as Spark does before a cast. */
  static String trimAll(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c);
  }

  private static Boolean truth(String text) {
    String word = trimAll(text).toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    return FALSE.contains(word) ? false : null;
  }

  private static Long wholeNumber(String text) {
    String digits = trimAll(text);
    int sign = digits.startsWith("+") || digits.startsWith("-") ? 1 : 0;
    if (digits.length() == sign) {
      return null;
    }
    for (int i = sign; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return null;
      }
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Double floating(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return switch (text.trim().toLowerCase(Locale.ROOT)) {
        case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> null;
      };
    }
  }

  private static Long truncated(double number) {
    boolean fits = Math.floor(number) <= Long.MAX_VALUE && Math.ceil(number) >= Long.MIN_VALUE;
    return fits ? Long.valueOf((long) number) : null;
  }

  private static Long exactLong(BigDecimal whole) {
    try {
      return whole.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static BigDecimal plainDecimal(Object value) {
    try {
      return switch (value) {
        case BigDecimal number -> number;
        case Double number -> BigDecimal.valueOf(number);
        case Number number -> BigDecimal.valueOf(number.longValue());
        case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
        case String text -> new BigDecimal(trimAll(text));
        default -> null;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
