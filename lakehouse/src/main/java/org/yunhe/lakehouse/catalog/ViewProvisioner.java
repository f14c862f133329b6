package org.yunhe.lakehouse.catalog;

import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewBuilder;
import org.yunhe.lakehouse.catalog.TableProvisioner.Outcome;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.resource.ModelResources;

/**
 * Makes an Iceberg view from its contract and the SQL beside it. Trino is the one that reads it:
 * the SQL is in its dialect.
 */
final class ViewProvisioner {
  private static final String DIALECT = "trino";
  private static final String VERSION = "yunhe.contract-version";

  /** Trino's property: whose rights the view reads its tables with. */
  private static final String RUN_AS = "trino.run-as-owner";

  /** The account that may read every table; who reads the view needs rights on the view alone. */
  private static final String PLATFORM = "platform";

  private final ViewCatalog catalog;
  private final String catalogName;

  ViewProvisioner(ViewCatalog catalog, String catalogName) {
    this.catalog = catalog;
    this.catalogName = catalogName;
  }

  /** Creates the view, or gives it a new version where its SQL or columns changed. */
  Outcome provision(TableContract contract) {
    TableIdentifier name = TableIdentifier.of(contract.layer(), contract.name());
    String sql = ModelResources.read(contract.viewFile()).strip();
    Schema schema = ContractSchema.schema(contract);
    Optional<View> present =
        catalog.viewExists(name) ? Optional.of(catalog.loadView(name)) : Optional.empty();
    if (present.isPresent() && unchanged(present.get(), sql, schema, contract)) {
      return Outcome.UNCHANGED;
    }
    ViewBuilder builder =
        catalog
            .buildView(name)
            .withSchema(schema)
            .withDefaultCatalog(catalogName)
            .withDefaultNamespace(name.namespace())
            .withQuery(DIALECT, sql)
            .withProperty("comment", contract.comment())
            .withProperty(RUN_AS, PLATFORM)
            .withProperty(VERSION, contract.version());
    if (present.isPresent()) {
      builder.replace();
      return Outcome.UPDATED;
    }
    builder.create();
    return Outcome.CREATED;
  }

  private static boolean unchanged(View view, String sql, Schema schema, TableContract contract) {
    SQLViewRepresentation query = view.sqlFor(DIALECT);
    return query != null
        && query.sql().equals(sql)
        && view.schema().sameSchema(schema)
        && contract.version().equals(view.properties().get(VERSION))
        && contract.comment().equals(view.properties().get("comment"));
  }
}
