package org.yunhe.ingestion.simulator.care;

import java.util.List;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Resident;

/** Which institution a resident goes to: near home when it is light, further when it is grave. */
final class Placement {

  /** Shares of village, township, county and city by severity 1 to 4. */
  private static final double[][] OUTPATIENT = {
    {40, 38, 16, 6}, {15, 40, 33, 12}, {4, 20, 50, 26}, {1, 8, 46, 45}
  };

  private static final double[][] EMERGENCY = {
    {5, 35, 45, 15}, {2, 25, 55, 18}, {0, 8, 62, 30}, {0, 2, 53, 45}
  };
  private static final double[][] INPATIENT = {
    {0, 45, 40, 15}, {0, 30, 50, 20}, {0, 6, 60, 34}, {0, 1, 46, 53}
  };
  private static final double OTHER_COUNTY = 0.05;

  private final Region region;
  private final List<Organization> countyHospitals;

  Placement(Region region) {
    this.region = region;
    this.countyHospitals = region.organizations().stream().filter(o -> o.tier() == 2).toList();
  }

  Organization place(Dice dice, Resident resident, VisitKind kind, int severity, boolean labs) {
    double[][] shares =
        switch (kind) {
          case EMERGENCY -> EMERGENCY;
          case INPATIENT -> INPATIENT;
          case OUTPATIENT, CHECKUP -> OUTPATIENT;
        };
    int tier = dice.weighted(shares[severity - 1]);
    if (labs && tier == 0) {
      tier = 1;
    }
    return atTier(dice, resident, tier, kind == VisitKind.INPATIENT);
  }

  private Organization atTier(Dice dice, Resident resident, int tier, boolean beds) {
    Organization home = region.organization(resident.homeOrg());
    Organization centre = region.centre(resident);
    return switch (tier) {
      case 0 -> home;
      case 1 -> beds && !centre.hasBeds() ? region.hospital(resident) : centre;
      case 2 -> dice.chance(OTHER_COUNTY) ? dice.pick(countyHospitals) : region.hospital(resident);
      default -> region.city();
    };
  }

  Organization centre(Resident resident) {
    return region.centre(resident);
  }

  Organization home(Resident resident) {
    return region.organization(resident.homeOrg());
  }
}
