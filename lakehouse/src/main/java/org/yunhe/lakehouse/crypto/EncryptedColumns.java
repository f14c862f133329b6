package org.yunhe.lakehouse.crypto;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.TableContract;

/**
 * Which columns are encrypted: texts at level L4 and L5 of the layers raw and core. What merges and
 * joins compare stays as it is: keys, references, partitions, sort columns, and the key of the
 * source row.
 */
public final class EncryptedColumns {
  private static final Set<String> LAYERS = Set.of("raw", "core");
  private static final Set<String> LEVELS = Set.of("L4", "L5");
  private static final Set<String> SOURCE_KEYS =
      Set.of(
          "raw.change.key",
          "raw.fhir.key",
          "raw.fhir.resource_id",
          "raw.dicom.key",
          "raw.dicom.study_uid");
  private static final String SOURCE_KEY = "source_key";

  private EncryptedColumns() {}

  /** Returns the names of the columns of {@code table} that are encrypted. */
  public static List<String> of(TableContract table) {
    return table.columns().stream()
        .filter(column -> isEncrypted(table, column))
        .map(ColumnContract::name)
        .toList();
  }

  /** Returns whether {@code column} of {@code table} is encrypted where encryption is on. */
  public static boolean isEncrypted(TableContract table, ColumnContract column) {
    return LAYERS.contains(table.layer())
        && !table.view()
        && LEVELS.contains(column.level())
        && column.type().kind() == ColumnType.Kind.STRING
        && !isCompared(table, column);
  }

  private static boolean isCompared(TableContract table, ColumnContract column) {
    return column.primaryKeyPosition() > 0
        || column.references() != null
        || column.name().equals(SOURCE_KEY)
        || SOURCE_KEYS.contains(name(table, column))
        || Stream.concat(table.partitioning().stream(), table.sortOrder().stream())
            .anyMatch(part -> part.matches(".*\\b" + column.name() + "\\b.*"));
  }

  /** Returns the name that a value of the column is bound to: {@code layer.table.column}. */
  public static String name(TableContract table, ColumnContract column) {
    return table.fullName() + "." + column.name();
  }
}
