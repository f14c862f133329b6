package org.yunhe.models.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.sf.jsqlparser.schema.Column;

/** The names that an expression may use at one place of a query. */
final class Scope {
  private final Scope outer;
  private final Map<String, Relation> relations = new LinkedHashMap<>();
  private final Map<String, SqlType> aliases = new LinkedHashMap<>();

  Scope(Scope outer) {
    this.outer = outer;
  }

  void add(String alias, Relation relation) {
    relations.put(lower(alias), relation);
  }

  /** Lets expressions use a column that the query itself gives. */
  void alias(String name, SqlType type) {
    aliases.put(name, type);
  }

  /** Returns the relation of that alias, or null. */
  Relation relation(String alias) {
    return relations.get(lower(alias));
  }

  List<Relation> relations() {
    return List.copyOf(relations.values());
  }

  /** Returns the family of a column, or null where nothing has it. */
  SqlType find(Column column) {
    String name = lower(column.getColumnName());
    if (column.getTable() == null || column.getTable().getName() == null) {
      return named(name);
    }
    String table = lower(column.getTable().getName());
    String schema =
        column.getTable().getSchemaName() == null ? null : lower(column.getTable().getSchemaName());
    SqlType found = qualified(schema, table, name);
    if (found != null) {
      return found;
    }
    return outer == null ? null : outer.find(column);
  }

  private SqlType qualified(String schema, String table, String name) {
    if (schema != null && relations.containsKey(schema)) {
      return field(in(relations.get(schema), table), name);
    }
    if (relations.containsKey(table)) {
      return in(relations.get(table), name);
    }
    return field(named(table), name);
  }

  private SqlType named(String name) {
    for (Relation relation : relations.values()) {
      if (relation.columns().containsKey(name)) {
        return relation.columns().get(name);
      }
    }
    if (aliases.containsKey(name)) {
      return aliases.get(name);
    }
    if (relations.values().stream().anyMatch(Relation::open)) {
      return SqlType.ANY;
    }
    return outer == null ? null : outer.named(name);
  }

  private static SqlType in(Relation relation, String name) {
    SqlType type = relation.columns().get(name);
    return type == null && relation.open() ? SqlType.ANY : type;
  }

  private static SqlType field(SqlType struct, String name) {
    if (struct == null || struct.family() == SqlType.Family.ANY) {
      return struct;
    }
    return struct.fields().get(name);
  }

  /** Says where a column was looked for, with the name that looks most like it. */
  String cure(String column) {
    TreeSet<String> known = new TreeSet<>();
    relations.values().forEach(relation -> known.addAll(relation.columns().keySet()));
    String tables =
        relations.values().stream()
            .map(Relation::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return known.stream()
        .min((a, b) -> Distance.between(column, a) - Distance.between(column, b))
        .filter(near -> Distance.between(column, near) <= Math.max(1, column.length() / 3))
        .map(near -> "perhaps '" + near + "' is meant")
        .orElse("use a column of " + tables);
  }

  static String unquoted(String name) {
    return name.replace("`", "").replace("\"", "");
  }

  static String lower(String name) {
    return unquoted(name).toLowerCase(Locale.ROOT);
  }
}
