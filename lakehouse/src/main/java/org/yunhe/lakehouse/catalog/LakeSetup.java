package org.yunhe.lakehouse.catalog;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.yunhe.lakehouse.catalog.TableProvisioner.Outcome;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;

/** Brings the tables of the lake up to their contracts; a process of its own. */
public final class LakeSetup {
  private LakeSetup() {}

  /** Opens the lake's catalog. */
  public static Catalog catalog(YunheConfig config) {
    return CatalogUtil.buildIcebergCatalog(
        config.lake().catalog(), CatalogProperties.of(config), new Configuration());
  }

  /** Creates or evolves every table and prints what was done. */
  public static void main(String[] args) {
    try {
      Map<String, Outcome> outcomes =
          new TableProvisioner(catalog(YunheConfig.load())).provision(ContractCatalog.load());
      System.out.println(
          outcomes.values().stream()
              .collect(Collectors.groupingBy(Outcome::name, Collectors.counting())));
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }
}
