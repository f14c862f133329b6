package org.yunhe.models.contract;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Physical type of a column, in Iceberg's words.
 *
 * @param kind name of the type without parameters
 * @param precision digits of a decimal, else 0
 * @param scale fraction digits of a decimal, else 0
 */
public record ColumnType(Kind kind, int precision, int scale) {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),\\s*(\\d+)\\)");
  private static final Map<String, Kind> SIMPLE =
      Map.of(
          "string", Kind.STRING,
          "int", Kind.INT,
          "long", Kind.LONG,
          "double", Kind.DOUBLE,
          "boolean", Kind.BOOLEAN,
          "date", Kind.DATE,
          "timestamptz", Kind.TIMESTAMPTZ,
          "array<string>", Kind.STRING_ARRAY);

  /** The types a contract may name. */
  public enum Kind {
    /** Text. */
    STRING("string"),
    /** 32-bit whole number. */
    INT("int"),
    /** 64-bit whole number. */
    LONG("bigint"),
    /** Double-precision number. */
    DOUBLE("double"),
    /** Truth value. */
    BOOLEAN("boolean"),
    /** Calendar date. */
    DATE("date"),
    /** Instant with microseconds, UTC. */
    TIMESTAMPTZ("timestamp"),
    /** Exact number. */
    DECIMAL("decimal"),
    /** List of texts. */
    STRING_ARRAY("array<string>");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  /** Parses a contract's physical type; returns null where it is none that Yunhe knows. */
  static ColumnType parse(String text) {
    Kind simple = SIMPLE.get(text);
    if (simple != null) {
      return new ColumnType(simple, 0, 0);
    }
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches()
        ? new ColumnType(
            Kind.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)))
        : null;
  }

  /** Returns the type of that name, which must be one that Yunhe knows. */
  public static ColumnType of(String text) {
    ColumnType type = parse(text);
    if (type == null) {
      throw new IllegalArgumentException("no type: " + text);
    }
    return type;
  }

  /** Returns the type in Spark SQL. */
  public String sql() {
    return kind == Kind.DECIMAL ? "decimal(" + precision + "," + scale + ")" : kind.sql;
  }

  /** Returns the type as a contract writes it. */
  public String contractText() {
    return switch (kind) {
      case LONG -> "long";
      case TIMESTAMPTZ -> "timestamptz";
      default -> sql();
    };
  }

  /**
   * Returns whether every value of {@code former} is one of this type, and files need no rewrite.
   */
  public boolean widens(ColumnType former) {
    return equals(former)
        || (kind == Kind.LONG && former.kind == Kind.INT)
        || (kind == Kind.DECIMAL
            && former.kind == Kind.DECIMAL
            && scale == former.scale
            && precision >= former.precision);
  }
}
