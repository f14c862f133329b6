package org.yunhe.models.sql;

import java.util.Map;
import org.yunhe.models.contract.ColumnType;

/**
 * Family of a value in a query, as far as it can be told without an engine.
 *
 * @param family family
 * @param fields fields of a struct, in their order; else empty
 * @param element what a list holds, or null
 */
public record SqlType(Family family, Map<String, SqlType> fields, SqlType element) {
  /** Families of values; a cast within one never fails for its kind. */
  public enum Family {
    /** Cannot be told. */
    ANY,
    /** Text. */
    TEXT,
    /** Number of any kind. */
    NUMBER,
    /** Truth value. */
    TRUTH,
    /** Calendar date. */
    DATE,
    /** Instant. */
    TIME,
    /** List. */
    LIST,
    /** Named fields. */
    STRUCT
  }

  static final SqlType ANY = of(Family.ANY);
  static final SqlType TEXT = of(Family.TEXT);
  static final SqlType NUMBER = of(Family.NUMBER);
  static final SqlType TRUTH = of(Family.TRUTH);
  static final SqlType DATE = of(Family.DATE);
  static final SqlType TIME = of(Family.TIME);

  static SqlType of(Family family) {
    return new SqlType(family, Map.of(), null);
  }

  static SqlType list(SqlType element) {
    return new SqlType(Family.LIST, Map.of(), element);
  }

  static SqlType struct(Map<String, SqlType> fields) {
    return new SqlType(Family.STRUCT, fields, null);
  }

  /** Returns the family of a contract's type. */
  public static SqlType of(ColumnType type) {
    return switch (type.kind()) {
      case STRING -> TEXT;
      case INT, LONG, DOUBLE, DECIMAL -> NUMBER;
      case BOOLEAN -> TRUTH;
      case DATE -> DATE;
      case TIMESTAMPTZ -> TIME;
      case STRING_ARRAY -> list(TEXT);
    };
  }

  /**
   * Returns whether a value of this family can stand in a column of {@code type}. Text can stand
   * anywhere but in a list: whether it can be read is told row by row.
   */
  public boolean fits(ColumnType type) {
    Family wanted = of(type).family();
    return switch (family) {
      case ANY -> true;
      case TEXT -> wanted != Family.LIST;
      case DATE, TIME -> wanted == Family.DATE || wanted == Family.TIME || wanted == Family.TEXT;
      case NUMBER, TRUTH -> wanted == family || wanted == Family.TEXT;
      case LIST -> wanted == Family.LIST;
      case STRUCT -> false;
    };
  }

  /** Returns this family, or the other where this one cannot be told. */
  SqlType or(SqlType other) {
    return family == Family.ANY ? other : this;
  }

  /** Returns the family's name for people. */
  public String text() {
    return switch (family) {
      case ANY -> "value";
      case TEXT -> "text";
      case NUMBER -> "number";
      case TRUTH -> "truth value";
      case DATE -> "date";
      case TIME -> "time";
      case LIST -> "list";
      case STRUCT -> "struct";
    };
  }
}
