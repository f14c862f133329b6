package org.yunhe.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.yunhe.models.contract.ContractCatalog;

/** Counts in the lake what came of one source, by the catalog alone. */
final class LakeCount {
  private static final String SOURCE = "source";

  private final Catalog catalog;
  private final String source;

  LakeCount(Catalog catalog, String source) {
    this.catalog = catalog;
    this.source = source;
  }

  /** Returns how many records landing has committed to {@code raw.fhir}. */
  long landed() {
    Snapshot snapshot = table("raw.fhir").currentSnapshot();
    return snapshot == null
        ? 0
        : Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
  }

  /** Returns how many source rows have each fate, from {@code ops.source_row}. */
  Map<String, Long> fates() {
    Map<String, Long> fates = new TreeMap<>();
    try (CloseableIterable<Record> rows = rows("ops.source_row", "outcome")) {
      rows.forEach(row -> fates.merge(String.valueOf(row.getField("outcome")), 1L, Long::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fates;
  }

  /** Returns how many rows stand in all tables of core. */
  long coreRows() {
    long count = 0;
    for (var contract : ContractCatalog.load().tables()) {
      if (contract.fullName().startsWith("core.") && has(contract.fullName(), SOURCE)) {
        try (CloseableIterable<Record> rows = rows(contract.fullName(), SOURCE)) {
          for (Record row : rows) {
            count += row == null ? 0 : 1;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return count;
  }

  private boolean has(String name, String column) {
    return table(name).schema().findField(column) != null;
  }

  private CloseableIterable<Record> rows(String name, String column) {
    return IcebergGenerics.read(table(name))
        .where(Expressions.equal(SOURCE, source))
        .select(column)
        .build();
  }

  private Table table(String name) {
    return catalog.loadTable(TableIdentifier.parse(name));
  }
}
