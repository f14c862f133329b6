package org.yunhe.models.mapping;

import java.util.regex.Pattern;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.expression.Casts;

/**
 * What a mapping gives for one column, in the type of its contract, and its fault where it has one.
 * The batch casts by the same rules.
 *
 * @param value value in the contract's type, or null where it cannot be read
 * @param fault why the contract does not accept it, or null
 */
public record ColumnValue(Object value, MappedRow.Fault fault) {
  /** Reason code: a value that is not of the column's type. */
  public static final String CAST = "YQ-CAST";

  /** Reason code: no value in a required column. */
  public static final String REQUIRED = "YQ-REQUIRED";

  /** What a number looks like. */
  public static final String NUMBER = "^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$";

  /** What a date looks like; it may carry a time or a closing Z. */
  public static final String DATE = "^\\s*\\d{4}-\\d{2}-\\d{2}(Z|[T ].*)?\\s*$";

  /** What a time looks like. */
  public static final String TIME = "^\\s*\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?\\s*$";

  /** Characters of a date. */
  public static final int DATE_LENGTH = 10;

  /** Characters of a value that a reason shows. */
  public static final int SHOWN_LENGTH = 120;

  private static final Pattern NUMBERS = Pattern.compile(NUMBER);
  private static final Pattern DATES = Pattern.compile(DATE);
  private static final Pattern TIMES = Pattern.compile(TIME);

  /** Reads {@code raw} as a value of {@code column}. */
  public static ColumnValue of(ColumnContract column, Object raw) {
    Object value = raw instanceof String text ? parse(column, text) : cast(column, raw);
    boolean present = raw instanceof String text ? !trim(text).isEmpty() : raw != null;
    if (present && value == null) {
      return new ColumnValue(null, fault(CAST, column, reason(column, raw)));
    }
    if (!present && column.required()) {
      return new ColumnValue(value, fault(REQUIRED, column, column.name() + " is missing"));
    }
    return new ColumnValue(value, null);
  }

  private static Object cast(ColumnContract column, Object raw) {
    return Casts.tryCast(raw, column.type());
  }

  private static Object parse(ColumnContract column, String text) {
    ColumnType.Kind kind = column.type().kind();
    return switch (kind) {
      case DATE -> DATES.matcher(text).find() ? cast(column, start(trim(text))) : null;
      case TIMESTAMPTZ -> TIMES.matcher(text).find() ? cast(column, text) : null;
      case DOUBLE, DECIMAL -> NUMBERS.matcher(text).find() ? cast(column, text) : null;
      default -> cast(column, text);
    };
  }

  private static String trim(String text) {
    return Casts.trim(text);
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), DATE_LENGTH));
  }

  private static String reason(ColumnContract column, Object raw) {
    String text = (String) Casts.tryCast(raw, ColumnType.of("string"));
    int end = Math.min(text.codePointCount(0, text.length()), SHOWN_LENGTH);
    String shown = text.substring(0, text.offsetByCodePoints(0, end));
    return column.name() + ": '" + shown + "' is not a " + column.type().sql();
  }

  private static MappedRow.Fault fault(String code, ColumnContract column, String reason) {
    return new MappedRow.Fault(code, column.name(), reason);
  }
}
