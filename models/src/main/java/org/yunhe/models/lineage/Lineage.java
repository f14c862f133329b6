package org.yunhe.models.lineage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yunhe.models.cohort.CohortCatalog;
import org.yunhe.models.cohort.CohortDefinition;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.Faults;
import org.yunhe.models.indicator.Indicator;
import org.yunhe.models.indicator.IndicatorCatalog;
import org.yunhe.models.mart.EvaluatedDefinitions;
import org.yunhe.models.mart.LakeQueries;
import org.yunhe.models.mart.MartCatalog;
import org.yunhe.models.mart.MartQuery;
import org.yunhe.models.release.ReleaseCatalog;
import org.yunhe.models.release.ReleaseDefinition;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.sql.QueryAnalysis;
import org.yunhe.models.sql.Relation;

/**
 * The way of the data through the lake, computed: source tables feed core by the mappings, tables
 * feed marts and views by their queries and indicators by theirs, cohorts and releases by what they
 * are evaluated over. A table that no query gives is fed by what its contract names as provenance.
 */
public final class Lineage {
  private static final String ROWS = "mart.indicator_row";
  private static final String VALUES = "mart.indicator_value";

  private final ContractCatalog contracts;
  private final LakeQueries queries;
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final Set<Use> uses = new LinkedHashSet<>();

  private Lineage(ContractCatalog contracts, MartCatalog marts) {
    this.contracts = contracts;
    this.queries = new LakeQueries(contracts, marts);
  }

  /** Computes the lineage of the model files on the class path. */
  public static Lineage load() {
    MartCatalog marts = MartCatalog.load(Faults.FIRST);
    Lineage lineage = new Lineage(ContractCatalog.load(), marts);
    lineage.mappings(SourceCatalog.load(), MappingCatalog.load());
    lineage.queries(marts);
    EvaluatedDefinitions indicators = marts.definitions("indicators");
    IndicatorCatalog.load()
        .indicators()
        .forEach(indicator -> lineage.indicator(indicator, indicators));
    lineage.cohorts(marts.definitions("cohorts"));
    lineage.releases(marts.definitions("releases"));
    lineage.others();
    return lineage;
  }

  /** Returns all edges, in the order they were found. */
  public List<Edge> edges() {
    return List.copyOf(edges);
  }

  /** Returns the edges that lead to a table. */
  public List<Edge> into(String table) {
    return edges.stream().filter(edge -> edge.to().equals(table)).toList();
  }

  /** Returns the edges that start from a table. */
  public List<Edge> from(String table) {
    return edges.stream().filter(edge -> edge.from().equals(table)).toList();
  }

  /** Returns the definitions that read a table. */
  public List<Use> uses(String table) {
    return uses.stream().filter(use -> use.table().equals(table)).toList();
  }

  private void mappings(SourceCatalog sources, MappingCatalog mappings) {
    for (SourceDefinition source : sources.sources()) {
      edges.add(new Edge(source.source(), source.log(), "sources/" + source.source() + ".yaml"));
      for (Mapping mapping : mappings.mappings(source.product())) {
        edges.add(new Edge(source.log(), mapping.target(), mapping.file()));
        for (String table : tables(mapping, source)) {
          edges.add(new Edge(source.source() + "." + table, mapping.target(), mapping.file()));
        }
      }
    }
  }

  private static Set<String> tables(Mapping mapping, SourceDefinition source) {
    String sql =
        mapping
            .sql()
            .replace("${source}", source.source())
            .replace("${timezone}", source.timezone());
    return QueryAnalysis.of(mapping.file(), sql, name -> Relation.ofTexts(name, List.of())).reads();
  }

  private void queries(MartCatalog marts) {
    for (MartQuery query : marts.queries()) {
      if (query.gives() != null) {
        queries.tables(query).forEach(table -> edge(table, query.gives(), query.file()));
      }
    }
    for (TableContract view : contracts.tables()) {
      if (view.view()) {
        String sql = ModelResources.read(view.viewFile());
        QueryAnalysis.of(view.viewFile(), sql, name -> queries.table(view, name))
            .reads()
            .forEach(table -> edge(table, view.fullName(), view.viewFile()));
      }
    }
  }

  private void indicator(Indicator indicator, EvaluatedDefinitions evaluated) {
    Set<String> read = new TreeSet<>(indicator.tables());
    read.addAll(tables(evaluated));
    for (String table : read) {
      evaluated.gives().forEach(given -> edge(table, given, indicator.file()));
      use(table, "indicator", indicator.code(), indicator.name().en(), indicator.name().zh());
    }
    for (String table : List.of(ROWS, VALUES)) {
      use(table, "indicator", indicator.code(), indicator.name().en(), indicator.name().zh());
    }
  }

  private void cohorts(EvaluatedDefinitions evaluated) {
    Set<String> read = tables(evaluated);
    for (CohortDefinition cohort : CohortCatalog.load().cohorts()) {
      String file = "cohorts/" + cohort.cohort() + ".yaml";
      read.forEach(table -> evaluated.gives().forEach(given -> edge(table, given, file)));
      TreeSet<String> all = new TreeSet<>(read);
      all.addAll(evaluated.gives());
      all.forEach(table -> use(table, "cohort", cohort.cohort(), cohort.nameEn(), cohort.nameZh()));
    }
  }

  private void releases(EvaluatedDefinitions evaluated) {
    Set<String> read = tables(evaluated);
    for (ReleaseDefinition release : ReleaseCatalog.load().releases()) {
      String file = "releases/" + release.release() + ".yaml";
      TreeSet<String> given = new TreeSet<>(evaluated.gives());
      release.tables().forEach(table -> given.add(table.table()));
      given.forEach(to -> read.forEach(from -> edge(from, to, file)));
      given.addAll(read);
      given.forEach(
          table ->
              use(table, "release", release.release(), release.purposeEn(), release.purposeZh()));
    }
  }

  private Set<String> tables(EvaluatedDefinitions evaluated) {
    Set<String> tables = new TreeSet<>();
    evaluated.reads().forEach(name -> tables.addAll(queries.tables(name)));
    return tables;
  }

  private void others() {
    for (TableContract table : contracts.tables()) {
      if (into(table.fullName()).isEmpty() && table.provenance() != null) {
        table.provenance().from().forEach(from -> edge(from, table.fullName(), table.file()));
      }
    }
  }

  private void edge(String from, String to, String by) {
    if (!from.equals(to)) {
      edges.add(new Edge(from, to, by));
    }
  }

  private void use(String table, String kind, String name, String textEn, String textZh) {
    uses.add(new Use(table, kind, name, textEn, textZh));
  }
}
