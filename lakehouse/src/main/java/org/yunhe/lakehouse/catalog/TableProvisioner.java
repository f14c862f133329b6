package org.yunhe.lakehouse.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Makes the tables and views of the lake from their contracts, and lets them grow with them. */
public final class TableProvisioner {
  private final Catalog catalog;

  /** What was done to a table. */
  public enum Outcome {
    /** The table was new. */
    CREATED,
    /** Columns, comments or properties were brought up to the contract. */
    UPDATED,
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

  private static Outcome evolve(Table table, TableContract contract) {
    boolean schemaChanged = evolveSchema(table, contract);
    boolean propertiesChanged = evolveProperties(table, contract);
    return schemaChanged || propertiesChanged ? Outcome.UPDATED : Outcome.UNCHANGED;
  }

  private static boolean evolveSchema(Table table, TableContract contract) {
    Schema wanted = ContractSchema.schema(contract);
    UpdateSchema update = table.updateSchema();
    boolean changed = false;
    for (Types.NestedField column : wanted.columns()) {
      Types.NestedField present = table.schema().findField(column.name());
      if (present == null) {
        if (column.isRequired()) {
          throw breaking(contract, "the new column '" + column.name() + "' is required");
        }
        update.addColumn(column.name(), column.type(), column.doc());
        changed = true;
      } else {
        changed |= evolveColumn(update, present, column, contract);
      }
    }
    for (Types.NestedField present : table.schema().columns()) {
      if (wanted.findField(present.name()) == null) {
        throw breaking(contract, "the column '" + present.name() + "' is gone");
      }
    }
    if (changed) {
      update.commit();
    }
    return changed;
  }

  private static boolean evolveColumn(
      UpdateSchema update,
      Types.NestedField present,
      Types.NestedField wanted,
      TableContract contract) {
    boolean changed = false;
    if (!sameType(present.type(), wanted.type())) {
      if (!wanted.type().isPrimitiveType()
          || !present.type().isPrimitiveType()
          || !TypeUtil.isPromotionAllowed(present.type(), wanted.type().asPrimitiveType())) {
        throw breaking(
            contract,
            "column '"
                + wanted.name()
                + "' changes from "
                + present.type()
                + " to "
                + wanted.type());
      }
      update.updateColumn(wanted.name(), wanted.type().asPrimitiveType());
      changed = true;
    }
    if (present.isOptional() && wanted.isRequired()) {
      throw breaking(contract, "column '" + wanted.name() + "' becomes required");
    }
    if (present.isRequired() && wanted.isOptional()) {
      update.makeColumnOptional(wanted.name());
      changed = true;
    }
    if (!Objects.equals(present.doc(), wanted.doc())) {
      update.updateColumnDoc(wanted.name(), wanted.doc());
      changed = true;
    }
    return changed;
  }

  private static boolean sameType(Type present, Type wanted) {
    return present.isPrimitiveType() || wanted.isPrimitiveType()
        ? present.equals(wanted)
        : present.typeId() == wanted.typeId();
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
    properties.put("yunhe.contract-version", contract.version());
    return properties;
  }

  private static YunheException breaking(TableContract contract, String what) {
    return new YunheException(
        ErrorCode.BREAKING_CHANGE,
        contract.file() + ": " + what,
        "keep the old column, add a new optional one and a mapping that fills it");
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
