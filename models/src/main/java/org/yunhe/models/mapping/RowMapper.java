package org.yunhe.models.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.expression.FunctionRegistry;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceDefinition;

/** All mappings of all sources, compiled: one source row becomes rows of core. */
public final class RowMapper {
  private final Map<String, Map<String, List<CompiledMapping>>> bySourceAndTable = new HashMap<>();

  private RowMapper() {}

  /** Compiles every mapping for every source that uses it; a broken one is named by its file. */
  public static RowMapper load(
      Collection<SourceDefinition> sources,
      MappingCatalog mappings,
      ContractCatalog contracts,
      CodeCatalog codes) {
    RowMapper mapper = new RowMapper();
    for (SourceDefinition source : sources) {
      FunctionRegistry functions = MappingFunctions.of(source, codes);
      for (Mapping mapping : mappings.mappings(source.product())) {
        mapper.add(
            source,
            CompiledMapping.of(mapping, source, contracts.table(mapping.target()), functions));
      }
    }
    return mapper;
  }

  /** Returns whether any mapping reads the table. */
  public boolean reads(String source, String table) {
    return !compiled(source, table).isEmpty();
  }

  /** Returns whether a mapping takes the table to {@code target}, such as core.referral. */
  public boolean reads(String source, String table, String target) {
    return compiled(source, table).stream().anyMatch(m -> m.target().equals(target));
  }

  /**
   * Returns what the row becomes, mapping by mapping in the order of their files; nothing where no
   * mapping reads its table.
   */
  public List<MappedRow> map(SourceRow row) {
    List<MappedRow> rows = new ArrayList<>();
    for (CompiledMapping mapping : compiled(row.source(), row.table())) {
      rows.addAll(mapping.map(row));
    }
    return rows;
  }

  private List<CompiledMapping> compiled(String source, String table) {
    return bySourceAndTable.getOrDefault(source, Map.of()).getOrDefault(table, List.of());
  }

  private void add(SourceDefinition source, CompiledMapping mapping) {
    bySourceAndTable
        .computeIfAbsent(source.source(), name -> new HashMap<>())
        .computeIfAbsent(mapping.table(), name -> new ArrayList<>())
        .add(mapping);
  }
}
