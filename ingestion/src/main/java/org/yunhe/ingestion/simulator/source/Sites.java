package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.Clinical;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.codes.LocalCodes;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Names;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.RowSink;
import org.yunhe.models.code.CodeEntry;

/** The systems of all institutions of the region. */
public final class Sites {

  private final Map<String, HospitalSystem> systems = new HashMap<>();

  /** Systems that write to a sink; beds are kept for the days from {@code first} to the last. */
  public Sites(
      Region region,
      Names names,
      Clinical clinical,
      CodeBooks books,
      Ids ids,
      RowSink sink,
      long seed,
      int residents,
      LocalDate first,
      LocalDate last) {
    Map<String, Integer> items = Site.itemNumbers(clinical);
    for (Organization organization : region.organizations()) {
      LocalCodes codes = books.of(organization.system());
      Departments departments = new Departments(codes);
      List<String> local = departments.all().stream().map(CodeEntry::localCode).toList();
      Dice dice = new Dice(seed, organization.code().hashCode());
      Staff staff = new Staff(dice, names, local, staffFormat(organization), doctors(organization));
      Beds beds =
          new Beds(beds(organization, residents), wards(organization, departments), first, last);
      Site site =
          new Site(organization, codes, departments, staff, beds, ids, sink, clinical, items);
      systems.put(organization.code(), system(site, books));
    }
  }

  private static HospitalSystem system(Site site, CodeBooks books) {
    Organization organization = site.organization();
    if (organization.tier() == 3) {
      Site lis =
          new Site(
              organization,
              books.laboratory(organization.system()),
              site.departments(),
              site.staff(),
              site.beds(),
              site.ids(),
              site.sink(),
              site.clinical(),
              site.itemNumbers());
      return new CityHospital(site, lis);
    }
    return organization.tier() == 2 ? new CountyHospital(site) : new CloudClinic(site);
  }

  /** The system of an institution. */
  public HospitalSystem of(Organization organization) {
    return systems.get(organization.code());
  }

  /** Every system. */
  public List<HospitalSystem> all() {
    return systems.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Open beds of an institution in a region of so many residents. */
  static int beds(Organization organization, int residents) {
    return organization.hasBeds()
        ? (int) Math.max(2, Math.round(organization.bedsPer1000() * residents / 1000))
        : 0;
  }

  private static List<String> wards(Organization organization, Departments departments) {
    if (organization.tier() <= 1) {
      return List.of(departments.local("02").localCode());
    }
    return List.of("03", "04.01", "03.01", "03.03", "03.04", "04.03", "05", "07").stream()
        .map(code -> departments.local(code).localCode())
        .toList();
  }

  private static int doctors(Organization organization) {
    return switch (organization.tier()) {
      case 3 -> 6;
      case 2 -> 4;
      case 1 -> 2;
      default -> 1;
    };
  }

  private static String staffFormat(Organization organization) {
    return switch (organization.tier()) {
      case 3 -> "Y%05d";
      case 2 -> organization.system().equals("his_east") ? "E%04d" : "W%04d";
      default -> organization.code().substring(3) + "%04d";
    };
  }
}
