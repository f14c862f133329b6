package org.yunhe.models.mapping;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.Mapping;

/** The columns that a mapping must, may and may not give. */
public final class MappingColumns {
  private static final Set<String> PASSED_THROUGH =
      Set.of("_source_table", "_source_key", "_source_position", "_source_ts");
  private static final Set<String> OPTIONAL = Set.of("_row", "_skip");
  private static final Set<String> PROVENANCE =
      Set.of(
          "source",
          "source_table",
          "source_key",
          "source_row",
          "source_position",
          "source_ts",
          "merged_at");

  private MappingColumns() {}

  /** Returns the columns of a core table that mappings fill: all but those of provenance. */
  public static Stream<ColumnContract> domain(TableContract target) {
    return target.columns().stream().filter(column -> !PROVENANCE.contains(column.name()));
  }

  /** Refuses a mapping that gives a column twice, gives an unknown one or lacks one. */
  public static void check(Mapping mapping, Collection<String> given, TableContract target) {
    if (Set.copyOf(given).size() < given.size()) {
      throw broken(mapping, "a column is given twice: " + given, null);
    }
    for (String name : PASSED_THROUGH) {
      if (!given.contains(name)) {
        throw broken(mapping, "it does not pass " + name + " through", null);
      }
    }
    for (String name : given) {
      boolean known =
          PASSED_THROUGH.contains(name)
              || OPTIONAL.contains(name)
              || (!PROVENANCE.contains(name) && target.column(name).isPresent());
      if (!known) {
        throw broken(
            mapping,
            "column '" + name + "' is none that a mapping of " + target.fullName() + " may give",
            null);
      }
    }
  }

  /** Returns the complaint about a mapping, with its file. */
  public static YunheException broken(Mapping mapping, String what, Throwable cause) {
    return new YunheException(
        ErrorCode.BAD_MODEL,
        mapping.file() + ": " + what,
        "correct the mapping; its columns are those of sources/*.yaml and of tables/"
            + mapping.target().replace('.', '/')
            + ".odcs.yaml",
        cause);
  }
}
