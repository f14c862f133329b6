package org.yunhe.lakehouse.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/** Makes the tables and views of the lake from their contracts, and lets them grow with them. */
public final class TableProvisioner {
  /** Property of a table: version of the contract it was last brought up to. */
  static final String VERSION = "yunhe.contract-version";

  private final Catalog catalog;

  /** What was done to a table. */
  public enum Outcome {
    /** The table was new. */
    CREATED,
    /** Columns, comments or properties were brought up to the contract. */
    UPDATED,
    /** A declared breaking change: the table is empty now and its job must fill it again. */
    REBUILT,
    /** The table was as the contract says. */
    UNCHANGED,
    /** It is a view, and the catalog holds tables only. */
    LEFT_OUT
  }

  /** Creates a provisioner on a catalog that supports namespaces. */
  public TableProvisioner(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Creates or evolves every table of the contracts; returns what was done to each. */
  public Map<String, Outcome> provision(ContractCatalog contracts) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (TableContract contract : contracts.tables()) {
      outcomes.put(contract.fullName(), provision(contract));
    }
    return outcomes;
  }

  /** Creates or evolves one table; refuses what would break readers (YU-006). */
  public Outcome provision(TableContract contract) {
    TableIdentifier name = TableIdentifier.of(contract.layer(), contract.name());
    createNamespace(name.namespace());
    if (contract.view()) {
      return catalog instanceof ViewCatalog views
          ? new ViewProvisioner(views, catalog.name()).provision(contract)
          : Outcome.LEFT_OUT;
    }
    if (catalog.tableExists(name)) {
      return evolve(catalog.loadTable(name), contract);
    }
    Schema schema = ContractSchema.schema(contract);
    catalog
        .buildTable(name, schema)
        .withPartitionSpec(ContractSchema.partitionSpec(contract, schema))
        .withSortOrder(ContractSchema.sortOrder(contract, schema))
        .withProperties(properties(contract))
        .withProperty("format-version", "2")
        .create();
    return Outcome.CREATED;
  }

  private Outcome evolve(Table table, TableContract contract) {
    TableEvolution evolution = new TableEvolution(table, contract);
    if (evolution.rebuilds()) {
      rebuild(contract);
      return Outcome.REBUILT;
    }
    boolean changed = evolution.apply();
    changed |= evolveProperties(table, contract);
    return changed ? Outcome.UPDATED : Outcome.UNCHANGED;
  }

  /**
   * Begins the table anew; its snapshots so far stay, each with the schema it was written under.
   */
  private void rebuild(TableContract contract) {
    Schema schema = ContractSchema.schema(contract);
    catalog
        .buildTable(TableIdentifier.of(contract.layer(), contract.name()), schema)
        .withPartitionSpec(ContractSchema.partitionSpec(contract, schema))
        .withSortOrder(ContractSchema.sortOrder(contract, schema))
        .withProperties(properties(contract))
        .withProperty("format-version", "2")
        .replaceTransaction()
        .commitTransaction();
  }

  private static boolean evolveProperties(Table table, TableContract contract) {
    UpdateProperties update = table.updateProperties();
    boolean changed = false;
    for (Map.Entry<String, String> wanted : properties(contract).entrySet()) {
      if (!wanted.getValue().equals(table.properties().get(wanted.getKey()))) {
        update.set(wanted.getKey(), wanted.getValue());
        changed = true;
      }
    }
    if (changed) {
      update.commit();
    }
    return changed;
  }

  private static Map<String, String> properties(TableContract contract) {
    Map<String, String> properties = new LinkedHashMap<>(contract.properties());
    properties.put("comment", contract.comment());
    properties.put(VERSION, contract.version());
    return properties;
  }

  private void createNamespace(Namespace namespace) {
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    if (!namespaces.namespaceExists(namespace)) {
      try {
        namespaces.createNamespace(namespace);
      } catch (AlreadyExistsException e) {
        return;
      }
    }
  }
}
