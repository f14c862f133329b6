package org.yunhe.models.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.mapping.ColumnValue;
import org.yunhe.models.mapping.MappingColumns;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;
import org.yunhe.models.sql.Call;
import org.yunhe.models.sql.QueryAnalysis;
import org.yunhe.models.sql.Relation;
import org.yunhe.models.sql.SqlType;

/** Holds mappings against the tables they read, the contracts they fill and the codes they use. */
final class MappingCheck {
  private static final Set<String> CODE_LOOKUPS = Set.of("code", "code_on");
  private static final Set<String> ATTRIBUTE_LOOKUPS = Set.of("code_attr", "code_attr_on");

  private static final Relation GIVEN =
      Relation.ofTexts(
          "given",
          List.of("_source", "_source_table", "_source_key", "_source_position", "_org_code"));

  private final ContractCatalog contracts;
  private final MappingCatalog mappings;
  private final CodeCatalog codes;
  private final Faults faults;

  MappingCheck(
      ContractCatalog contracts, MappingCatalog mappings, CodeCatalog codes, Faults faults) {
    this.contracts = contracts;
    this.mappings = mappings;
    this.codes = codes;
    this.faults = faults;
  }

  /** Checks every mapping for every source that uses it. */
  void check(SourceCatalog sources) {
    for (SourceDefinition source : sources.sources()) {
      Set<String> read = new HashSet<>();
      for (Mapping mapping : mappings.mappings(source.product())) {
        faults.check(() -> check(mapping, source, read));
      }
      unread(source, read);
    }
  }

  private void check(Mapping mapping, SourceDefinition source, Set<String> read) {
    TableContract target = contracts.find(mapping.target()).orElse(null);
    if (target == null) {
      throw bad(
          mapping, 1, mapping.target() + " has no contract", "rename the file or add the contract");
    }
    String sql =
        mapping
            .sql()
            .replace("${source}", source.source())
            .replace("${timezone}", source.timezone());
    QueryAnalysis analysis =
        QueryAnalysis.of(mapping.file(), sql, name -> relation(mapping, source, name));
    read.addAll(analysis.reads());
    analysis.faults().forEach(faults::report);
    analysis.calls().forEach(call -> codes(mapping, source, call));
    if (analysis.faults().isEmpty()) {
      outputs(mapping, target, analysis);
      MappingCatalog only = MappingCatalog.of(List.of(mapping));
      RowMapper.load(List.of(source), only, contracts, codes);
    }
  }

  private Relation relation(Mapping mapping, SourceDefinition source, String name) {
    SourceTable table = source.tables().get(name);
    if (table == null) {
      faults.report(
          bad(
              mapping,
              1,
              "it reads " + name + ", which sources/" + source.source() + ".yaml does not declare",
              "declare the table there with its key and columns"));
      return new Relation(name, Map.of(), true);
    }
    return Relation.ofTexts(source.source() + "." + name, table.columns())
        .with(GIVEN.columns())
        .with(Map.of("_source_ts", SqlType.of(ColumnType.of("timestamptz"))))
        .with(source.isFhir() ? Map.of("_index", SqlType.of(ColumnType.of("int"))) : Map.of());
  }

  private void outputs(Mapping mapping, TableContract target, QueryAnalysis analysis) {
    for (ColumnContract column : MappingColumns.domain(target).toList()) {
      SqlType given = analysis.gives().columns().get(column.name());
      int line = analysis.line(column.name());
      if (given == null) {
        if (column.required()) {
          faults.report(
              bad(
                  mapping,
                  1,
                  "it gives no '" + column.name() + "', which " + target.file() + " requires",
                  "add it: without it every row goes to quarantine"));
        }
      } else if (!given.fits(column.type())) {
        faults.report(
            bad(
                mapping,
                line,
                "'" + column.name() + "' is a " + given.text() + ", not a " + column.type().sql(),
                "cast it, or correct " + column.place()));
      } else {
        constants(mapping, column, analysis.constants(column.name()), line);
      }
    }
  }

  private void constants(Mapping mapping, ColumnContract column, Set<String> texts, int line) {
    for (String text : texts) {
      if (!text.isEmpty() && ColumnValue.of(column, text).fault() != null) {
        faults.report(
            bad(
                mapping,
                line,
                "'" + text + "' cannot be a " + column.type().sql() + " in " + column.name(),
                "write a value that can, or correct " + column.place()));
      }
    }
  }

  /** A code list that is not there gives nothing, in silence. */
  private void codes(Mapping mapping, SourceDefinition source, Call call) {
    boolean attribute = ATTRIBUTE_LOOKUPS.contains(call.name());
    if (!attribute && !CODE_LOOKUPS.contains(call.name())
        || call.texts().isEmpty()
        || call.texts().get(0) == null) {
      return;
    }
    String valueSet = call.texts().get(0);
    List<Map<String, CodeEntry>> lists =
        List.of(source.source(), source.product(), "default").stream()
            .map(owner -> codes.list(valueSet, owner))
            .filter(list -> !list.isEmpty())
            .toList();
    if (lists.isEmpty()) {
      faults.report(
          bad(
              mapping,
              call.line(),
              "there is no code list '" + valueSet + "' for " + source.source(),
              "add codes/" + valueSet + "/" + source.product() + ".csv, or correct the name"));
    } else if (attribute && call.texts().size() >= 3 && call.texts().get(2) != null) {
      attribute(mapping, call, lists);
    }
  }

  private void attribute(Mapping mapping, Call call, List<Map<String, CodeEntry>> lists) {
    String wanted = call.texts().get(2);
    boolean known =
        List.of("local_code", "local_name", "code", "display").contains(wanted)
            || lists.stream()
                .anyMatch(list -> list.values().iterator().next().attributes().containsKey(wanted));
    if (!known) {
      faults.report(
          bad(
              mapping,
              call.line(),
              "the code list '" + call.texts().get(0) + "' has no column '" + wanted + "'",
              "use a column of its first line"));
    }
  }

  /** A table that no mapping reads says why, so that nothing is forgotten in silence. */
  private void unread(SourceDefinition source, Set<String> read) {
    for (SourceTable table : source.tables().values()) {
      if (table.unmapped() == null && !read.contains(table.name())) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_MODEL,
                Places.of("sources/" + source.source() + ".yaml", "  " + table.name() + ":")
                    + ": no mapping reads "
                    + table.name(),
                "add one below mappings/" + source.product() + ", or say why not in 'unmapped'"));
      }
    }
  }

  private static YunheException bad(Mapping mapping, int line, String what, String remedy) {
    return new YunheException(
        ErrorCode.BAD_MODEL, mapping.file() + ":" + line + ": " + what, remedy);
  }
}
