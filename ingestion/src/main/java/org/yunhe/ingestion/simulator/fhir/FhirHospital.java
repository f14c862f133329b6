package org.yunhe.ingestion.simulator.fhir;

import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * A hospital of the region whose system speaks FHIR and has no database to capture.
 *
 * @param source name of its source
 * @param organization the institution; its laboratory and pharmacy offer what those of {@code
 *     system} do
 * @param prefix begins its patient and visit numbers
 * @param clientele whom it attracts
 */
record FhirHospital(String source, Organization organization, String prefix, Clientele clientele) {

  /** Lists of codes that the products of both hospitals were delivered with. */
  private static final String STOCK = "his_east";

  private static final String COUNTY = "990102";

  /** Whom a hospital attracts, as probability of a resident to be its patient. */
  @FunctionalInterface
  interface Clientele {
    double share(Resident resident, int age);
  }

  /** Women of child-bearing age and children. */
  static FhirHospital womenAndChildren() {
    return of(
        "fhir_wch",
        "FW",
        (resident, age) -> age < 15 ? 0.5 : !resident.male() && age < 50 ? 0.4 : 0);
  }

  /** The elderly above all. */
  static FhirHospital traditionalMedicine() {
    return of("fhir_tcm", "FT", (resident, age) -> age >= 45 ? 0.35 : age >= 15 ? 0.08 : 0);
  }

  boolean attracts(Dice dice, Resident resident, int age) {
    return dice.chance(clientele.share(resident, age));
  }

  private static FhirHospital of(String name, String prefix, Clientele clientele) {
    SourceDefinition source =
        SourceCatalog.load()
            .find(name)
            .orElseThrow(
                () ->
                    new YunheException(
                        ErrorCode.MISSING_OBJECT,
                        "no source is named " + name,
                        "put sources/" + name + ".yaml back"));
    return new FhirHospital(
        name,
        new Organization(
            source.orgCode(),
            source.nameZh().replaceFirst("(HIS|FHIR)$", ""),
            source.nameEn().replaceFirst(" (HIS|FHIR)$", ""),
            1,
            2,
            "",
            COUNTY,
            STOCK,
            0,
            "云河市新城区"),
        prefix,
        clientele);
  }
}
