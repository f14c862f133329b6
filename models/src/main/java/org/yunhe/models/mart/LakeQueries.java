package org.yunhe.models.mart;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.sql.QueryAnalysis;
import org.yunhe.models.sql.Relation;
import org.yunhe.models.sql.SqlType;

/** The tables of the contracts and the queries of the marts, as other queries read them. */
public final class LakeQueries {
  private final ContractCatalog contracts;
  private final MartCatalog marts;
  private final Map<String, QueryAnalysis> analyzed = new HashMap<>();

  /** Creates the view of these contracts and queries. */
  public LakeQueries(ContractCatalog contracts, MartCatalog marts) {
    this.contracts = contracts;
    this.marts = marts;
  }

  /** Returns the relation of a table, or null where no contract declares it. */
  public Relation table(String name) {
    return contracts.find(name).map(Relation::of).orElse(null);
  }

  /** Returns what a view's SQL may read: tables, and those of its own layer without the layer. */
  public Relation table(TableContract view, String name) {
    Relation table = table(name);
    return table == null ? table(view.layer() + "." + name) : table;
  }

  /** Returns what a query reads and gives. */
  public QueryAnalysis analysis(MartQuery query) {
    QueryAnalysis known = analyzed.get(query.name());
    if (known == null) {
      known = QueryAnalysis.of(query.file(), query.sql(), name -> relation(query, name));
      analyzed.put(query.name(), known);
    }
    return known;
  }

  /** Returns the tables of the lake that a query reads, through other queries too. */
  public Set<String> tables(MartQuery query) {
    Set<String> tables = new TreeSet<>();
    for (String name : analysis(query).reads()) {
      GivenView given = query.given().get(name);
      if (given != null) {
        tables.addAll(tables(given));
      } else {
        tables.addAll(tables(name));
      }
    }
    return tables;
  }

  /** Returns the table of that name, or the tables that the query of that name reads. */
  public Set<String> tables(String name) {
    if (contracts.find(name).isPresent()) {
      return Set.of(name);
    }
    return marts.find(name).map(this::tables).orElse(Set.of());
  }

  private Set<String> tables(GivenView given) {
    Set<String> tables = new TreeSet<>();
    if (given.query() != null) {
      tables.addAll(tables(given.query()));
    }
    if (given.table() != null) {
      tables.add(given.table());
    }
    if (given.of() != null) {
      tables.add(given.of());
    }
    return tables;
  }

  private Relation relation(MartQuery query, String name) {
    if (query.given().containsKey(name)) {
      return given(query.given().get(name));
    }
    return result(name).orElseGet(() -> table(name));
  }

  private Optional<Relation> result(String query) {
    return marts
        .find(query)
        .map(other -> analysis(other).gives())
        .map(gives -> new Relation(query, gives.columns(), gives.open()));
  }

  private Relation given(GivenView given) {
    if (given.query() != null) {
      return result(given.query()).orElse(null);
    }
    if (given.table() != null) {
      return table(given.table());
    }
    Map<String, SqlType> columns = new LinkedHashMap<>();
    given.columns().forEach((name, type) -> columns.put(name, SqlType.of(type)));
    return new Relation(given.name(), columns, false);
  }
}
