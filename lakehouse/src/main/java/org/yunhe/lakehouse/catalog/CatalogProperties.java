package org.yunhe.lakehouse.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;

/** The Iceberg catalog settings that every engine gets, from one place. */
public final class CatalogProperties {
  private CatalogProperties() {}

  /** Returns the properties of Iceberg's JDBC catalog. */
  public static Map<String, String> of(YunheConfig config) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    properties.put("uri", config.lake().jdbcUrl());
    properties.put("jdbc.user", config.lake().jdbcUser());
    properties.put("jdbc.password", Secrets.read(config.lake().passwordFile()));
    properties.put("jdbc.schema-version", "V1");
    properties.put("warehouse", config.lake().warehouse());
    properties.put("io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");
    return properties;
  }
}
