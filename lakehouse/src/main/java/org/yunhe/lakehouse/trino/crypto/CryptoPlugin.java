package org.yunhe.lakehouse.trino.crypto;

import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import java.util.List;
import java.util.Map;
import org.yunhe.lakehouse.crypto.KeyAccess;

/** Gives Trino the connector {@code yunhe_crypto}. */
public final class CryptoPlugin implements Plugin {
  /** Name of the connector. */
  public static final String CONNECTOR = "yunhe_crypto";

  /** Property of the catalog that names the key service. */
  public static final String KEY_SERVICE = "yunhe.key-service";

  /** Property of the catalog that names the file of master keys. */
  public static final String MASTER_KEYS = "yunhe.master-keys";

  /** Property of the catalog that names the file of data keys. */
  public static final String KEYRING = "yunhe.keyring";

  @Override
  public Iterable<ConnectorFactory> getConnectorFactories() {
    return List.of(
        new ConnectorFactory() {
          @Override
          public String getName() {
            return CONNECTOR;
          }

          @Override
          public Connector create(
              String catalog, Map<String, String> properties, ConnectorContext context) {
            return new CryptoConnector(
                new KeyAccess(
                    properties.get(KEY_SERVICE),
                    properties.get(MASTER_KEYS),
                    properties.get(KEYRING)));
          }
        });
  }
}
