package org.yunhe.jobs.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.EncryptedColumns;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.lakehouse.crypto.ValueSealer;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/**
 * Encryption at rest as a Spark session knows it: carried by its settings, so that reading and
 * writing need no word of it. Values are decrypted where a table of the lake is scanned ({@link
 * OpenOnScan}) and encrypted where {@link Lake} writes.
 *
 * @param keys where keys are
 * @param columns encrypted columns of each table, {@code layer.table}
 * @param writes whether what is written is encrypted
 */
public record SealedTables(KeyAccess keys, Map<String, Set<String>> columns, boolean writes) {
  private static final String KEYS = "spark.yunhe.encryption.keys";
  private static final String COLUMNS = "spark.yunhe.encryption.columns";
  private static final String WRITES = "spark.yunhe.encryption.writes";

  /** Returns the settings of a session for an installation; none where nothing is encrypted. */
  public static Map<String, String> settings(YunheConfig.Encryption settings) {
    return KeyAccess.inUse(settings)
        .map(access -> settings(access, ContractCatalog.load(), settings.enabled()))
        .orElse(Map.of());
  }

  /** Returns the settings of a session that decrypts, and encrypts where it {@code writes}. */
  public static Map<String, String> settings(
      KeyAccess access, ContractCatalog contracts, boolean writes) {
    List<String> columns = new ArrayList<>();
    for (TableContract table : contracts.tables()) {
      EncryptedColumns.of(table).forEach(column -> columns.add(table.fullName() + "." + column));
    }
    return Map.of(
        KEYS, access.text(), COLUMNS, String.join(",", columns), WRITES, Boolean.toString(writes));
  }

  /** Returns what the settings of a session say, if they speak of encryption. */
  static Optional<SealedTables> of(java.util.function.UnaryOperator<String> settings) {
    String keys = settings.apply(KEYS);
    if (keys == null || keys.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Set<String>> columns = new HashMap<>();
    for (String column : settings.apply(COLUMNS).split(",", -1)) {
      int dot = column.lastIndexOf('.');
      columns
          .computeIfAbsent(column.substring(0, dot), table -> new TreeSet<>())
          .add(column.substring(dot + 1));
    }
    return Optional.of(
        new SealedTables(
            KeyAccess.parse(keys), columns, Boolean.parseBoolean(settings.apply(WRITES))));
  }

  /** Returns the rows as they are to be written into {@code table}. */
  Dataset<Row> stored(Dataset<Row> rows, String table) {
    Set<String> names = columns.getOrDefault(table, Set.of());
    if (!writes || names.isEmpty()) {
      return rows;
    }
    Column[] stored =
        List.of(rows.columns()).stream()
            .map(
                name ->
                    names.contains(name)
                        ? sealing(table + "." + name).apply(functions.col(name)).as(name)
                        : functions.col("`" + name + "`"))
            .toArray(Column[]::new);
    return rows.select(stored);
  }

  private UserDefinedFunction sealing(String column) {
    ValueSealer sealer = new ValueSealer(keys);
    UDF1<String, String> seal = value -> sealer.seal(value, column);
    return functions.udf(seal, DataTypes.StringType).asNondeterministic();
  }

  /** Returns what decrypts the values of {@code column}, {@code layer.table.column}. */
  OpenValue opening(String column) {
    return new OpenValue(new ValueOpener(keys), column);
  }
}
