package org.yunhe.dashboards.superset;

import org.yunhe.models.error.YunheException;

/** Checks the files of dashboards against the contracts, without any server. */
public final class AssetCheck {
  private AssetCheck() {}

  /** Reads everything and prints how much there is, or the first error. */
  public static void main(String[] args) {
    try {
      AssetCatalog assets = AssetCatalog.load();
      System.out.printf(
          "%d dashboards, %d charts, %d datasets%n",
          assets.dashboards().size(), assets.charts().size(), assets.datasets().size());
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }
}
