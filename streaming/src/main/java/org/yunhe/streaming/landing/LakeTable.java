package org.yunhe.streaming.landing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.types.Types;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** A table of the lake that a job appends to. */
public record LakeTable(String name, TableLoader loader, Table table) {

  /** Loads a table that must have exactly these columns, for rows are built by position. */
  public static LakeTable load(
      String catalogName, Map<String, String> catalog, String name, List<String> columns) {
    TableLoader loader =
        TableLoader.fromCatalog(catalog(catalogName, catalog), TableIdentifier.parse(name));
    loader.open();
    try {
      LakeTable table = new LakeTable(name, loader, loader.loadTable());
      table.check(columns);
      return table;
    } catch (NoSuchTableException e) {
      throw new YunheException(
          ErrorCode.MISSING_OBJECT,
          "the lake has no table " + name,
          "run ./yunhe up, which creates the tables of all contracts",
          e);
    }
  }

  private static CatalogLoader catalog(String name, Map<String, String> catalog) {
    Map<String, String> properties = new HashMap<>(catalog);
    String implementation = properties.remove("catalog-impl");
    return CatalogLoader.custom(name, properties, new Configuration(false), implementation);
  }

  /** Appends the rows, one commit a checkpoint. */
  public void append(DataStream<RowData> rows, int parallelism) {
    IcebergSink.forRowData(rows)
        .tableLoader(loader)
        .table(table)
        .uidSuffix(name)
        .distributionMode(DistributionMode.NONE)
        .writeParallelism(parallelism)
        .append();
  }

  private void check(List<String> columns) {
    List<String> found = table.schema().columns().stream().map(Types.NestedField::name).toList();
    if (!found.equals(columns)) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          "columns of " + name + " are " + found + ", the job writes " + columns,
          "bring the contract and the job's class of that table together");
    }
  }
}
