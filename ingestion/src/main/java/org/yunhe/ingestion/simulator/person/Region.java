package org.yunhe.ingestion.simulator.person;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.store.CsvLine;

/** The institutions of the region and the places where its residents live. */
public final class Region {

  /** A village or street with the institution nearest to it. */
  record Place(String regionCode, String code, String name, String home) {}

  private final Map<String, Organization> organizations = new LinkedHashMap<>();
  private final List<Place> places;

  private Region() {
    for (Map<String, String> row : CsvLine.resource("/region/names/organizations.csv")) {
      Organization organization =
          new Organization(
              row.get("org_code"),
              row.get("name_zh"),
              row.get("name_en"),
              Integer.parseInt(row.get("kind")),
              Integer.parseInt(row.get("tier")),
              row.get("parent"),
              row.get("region_code"),
              row.get("system"),
              Double.parseDouble(row.get("beds_per_1000")),
              row.get("address"));
      organizations.put(organization.code(), organization);
    }
    places =
        CsvLine.resource("/region/names/places.csv").stream()
            .map(
                row ->
                    new Place(
                        row.get("region_code"),
                        row.get("place_code"),
                        row.get("place"),
                        row.get("home")))
            .toList();
  }

  /** The region as the module's files describe it. */
  public static Region bundled() {
    return new Region();
  }

  /** All institutions. */
  public List<Organization> organizations() {
    return List.copyOf(organizations.values());
  }

  /** The institution of a code. */
  public Organization organization(String code) {
    return organizations.get(code);
  }

  List<Place> places() {
    return places;
  }

  /** The township or community centre of a resident's home. */
  public Organization centre(Resident resident) {
    Organization home = organization(resident.homeOrg());
    return home.tier() == 0 ? organization(home.parent()) : home;
  }

  /** The hospital that the resident's county relies on. */
  public Organization hospital(Resident resident) {
    return organization(centre(resident).parent());
  }

  /** The city hospital. */
  public Organization city() {
    return organizations.values().stream().filter(o -> o.tier() == 3).findFirst().orElseThrow();
  }
}
