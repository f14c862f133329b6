package org.yunhe.models.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table of the lake as its contract file declares it.
 *
 * @param layer raw, core, mart, research or ops
 * @param name table name within the layer
 * @param version version of the contract
 * @param textEn purpose in English
 * @param textZh purpose in Chinese
 * @param grainEn what one row is, in English
 * @param grainZh what one row is, in Chinese
 * @param level classification of the table, at least that of its columns
 * @param columns columns in their order
 * @param partitioning Iceberg partition transforms such as {@code day(ingested_at)}
 * @param sortOrder columns that rows are ordered by within a file
 * @param properties Iceberg table properties
 * @param view whether it is a view, defined by the SQL beside the contract, and holds no rows
 * @param rules quality rules on its rows
 * @param migration how a breaking change since the last major version is brought about
 * @param service what it promises: retention, freshness, volume
 * @param owner team that answers for it
 * @param provenance where its rows come from
 * @param file path of the contract file
 */
public record TableContract(
    String layer,
    String name,
    String version,
    String textEn,
    String textZh,
    String grainEn,
    String grainZh,
    String level,
    List<ColumnContract> columns,
    List<String> partitioning,
    List<String> sortOrder,
    Map<String, String> properties,
    boolean view,
    List<RuleContract> rules,
    Migration migration,
    ServiceLevel service,
    String owner,
    Provenance provenance,
    String file) {

  /** Returns the contract with further rules. */
  TableContract withRules(List<RuleContract> further) {
    List<RuleContract> all = new ArrayList<>(rules);
    all.addAll(further);
    return new TableContract(
        layer,
        name,
        version,
        textEn,
        textZh,
        grainEn,
        grainZh,
        level,
        columns,
        partitioning,
        sortOrder,
        properties,
        view,
        List.copyOf(all),
        migration,
        service,
        owner,
        provenance,
        file);
  }

  /** Returns the name with its layer, such as {@code core.patient}. */
  public String fullName() {
    return layer + "." + name;
  }

  /** Returns the columns of the primary key in their order. */
  public List<ColumnContract> primaryKey() {
    return columns.stream()
        .filter(column -> column.primaryKeyPosition() > 0)
        .sorted(Comparator.comparingInt(ColumnContract::primaryKeyPosition))
        .toList();
  }

  /** Returns a column by name. */
  public Optional<ColumnContract> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** Returns the major number of the version, 0 where it is no number. */
  public int majorVersion() {
    return major(version);
  }

  static int major(String version) {
    String major = version.split("\\.", 2)[0];
    return major.matches("\\d{1,9}") ? Integer.parseInt(major) : 0;
  }

  /** Returns the file with the SQL of a view, in Trino's dialect. */
  public String viewFile() {
    return file.replace(".odcs.yaml", ".sql");
  }

  /** Returns the comment the table carries. */
  public String comment() {
    return textZh + " | " + textEn;
  }
}
