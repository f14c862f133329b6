package org.yunhe.models.access;

import java.util.List;
import org.yunhe.models.contract.ColumnContract;

/**
 * How the values of some columns are shown where they are masked.
 *
 * @param name name of the mask
 * @param columns column names it is for, with {@code *} for any letters; empty for all
 * @param types column types it is for, in the contract's words; empty for all
 * @param levels levels it is for; empty for all
 * @param expression Trino SQL in which {@code {col}} stands for the column; null for the null of
 *     the column's type
 */
public record Mask(
    String name, List<String> columns, List<String> types, List<String> levels, String expression) {

  /** Returns whether the mask is for {@code column}. */
  public boolean covers(ColumnContract column) {
    return (columns.isEmpty()
            || columns.stream().anyMatch(name -> NamePattern.matches(name, column.name())))
        && (types.isEmpty() || types.stream().anyMatch(type -> type.equals(typeName(column))))
        && (levels.isEmpty() || levels.contains(column.level()));
  }

  /** Returns whether the mask leaves values as they are. */
  public boolean keeps() {
    return "{col}".equals(expression);
  }

  private static String typeName(ColumnContract column) {
    return switch (column.type().kind()) {
      case STRING -> "string";
      case INT -> "int";
      case LONG -> "long";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIMESTAMPTZ -> "timestamptz";
      case DECIMAL -> "decimal";
      case STRING_ARRAY -> "array";
    };
  }
}
