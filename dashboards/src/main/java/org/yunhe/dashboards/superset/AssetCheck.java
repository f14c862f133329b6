package org.yunhe.dashboards.superset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelOverlay;

/** Checks the files of dashboards against the contracts, without any server. */
public final class AssetCheck {
  private AssetCheck() {}

  /**
   * Reads everything, under a folder of model files where one is named, and prints how much there
   * is, or every error.
   */
  public static void main(String[] args) {
    List<YunheException> faults = new ArrayList<>();
    try {
      AssetCatalog assets =
          args.length == 0
              ? AssetCatalog.load(faults::add)
              : ModelOverlay.over(Path.of(args[0]), () -> AssetCatalog.load(faults::add));
      if (faults.isEmpty()) {
        System.out.printf(
            "%d dashboards, %d charts, %d datasets%n",
            assets.dashboards().size(), assets.charts().size(), assets.datasets().size());
      }
    } catch (YunheException e) {
      faults.add(e);
    }
    faults.forEach(fault -> System.err.println(fault.line()));
    if (!faults.isEmpty()) {
      System.exit(faults.get(0).code().blame().exitCode());
    }
  }
}
