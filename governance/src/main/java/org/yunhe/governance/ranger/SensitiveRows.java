package org.yunhe.governance.ranger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yunhe.models.access.Sensitive;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.TableContract;

/** Trino SQL that leaves out what is at level L5. */
final class SensitiveRows {
  private final Sensitive sensitive;
  private final String pattern;

  SensitiveRows(Sensitive sensitive, Collection<String> prefixes) {
    this.sensitive = sensitive;
    this.pattern =
        prefixes.stream()
            .map(prefix -> prefix.replace(".", "[.]?"))
            .collect(Collectors.joining("|", "'^(", ")'"));
  }

  /** Returns the condition that the rows of {@code table} must meet, if it carries diagnoses. */
  Optional<String> filter(TableContract table) {
    List<String> conditions = new ArrayList<>();
    for (ColumnContract column : table.columns()) {
      if (column.type().kind() == ColumnType.Kind.STRING) {
        sensitive
            .rows(table, column)
            .ifPresent(
                rows ->
                    conditions.add(
                        "NOT coalesce((%s) AND regexp_like(upper(%s), %s), false)"
                            .formatted(rows, column.name(), pattern)));
      }
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
  }

  /** Returns the mask of a list of diagnoses, if the column is one. */
  Optional<String> mask(TableContract table, ColumnContract column) {
    return column.type().kind() == ColumnType.Kind.STRING_ARRAY
        ? sensitive
            .rows(table, column)
            .map(rows -> "filter({col}, c -> NOT regexp_like(upper(c), " + pattern + "))")
        : Optional.empty();
  }
}
