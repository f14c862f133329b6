package org.yunhe.models.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.yunhe.models.contract.TableContract;

/**
 * Something a query reads or gives: named columns with their families.
 *
 * @param name name that people know it by
 * @param columns columns by lower-case name, in their order
 * @param open whether it may have columns that nobody told of
 */
public record Relation(String name, Map<String, SqlType> columns, boolean open) {

  /** Returns the rows of a table of the lake. */
  public static Relation of(TableContract table) {
    Map<String, SqlType> columns = new LinkedHashMap<>();
    table.columns().forEach(column -> columns.put(column.name(), SqlType.of(column.type())));
    return new Relation(table.fullName(), columns, false);
  }

  /** Returns a relation whose columns are all texts. */
  public static Relation ofTexts(String name, Iterable<String> names) {
    Map<String, SqlType> columns = new LinkedHashMap<>();
    names.forEach(column -> columns.put(column.toLowerCase(Locale.ROOT), SqlType.TEXT));
    return new Relation(name, columns, false);
  }

  /** Returns a relation of which nothing is known. */
  static Relation unknown(String name) {
    return new Relation(name, Map.of(), true);
  }

  /** Returns the relation with further columns. */
  public Relation with(Map<String, SqlType> further) {
    Map<String, SqlType> all = new LinkedHashMap<>(columns);
    all.putAll(further);
    return new Relation(name, all, open);
  }
}
