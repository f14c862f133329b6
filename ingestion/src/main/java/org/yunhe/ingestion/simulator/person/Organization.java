package org.yunhe.ingestion.simulator.person;

/**
 * An institution of the region.
 *
 * @param kind 1 hospital, 2 township health centre, 3 community health centre, 4 village clinic
 * @param tier 3 city, 2 county, 1 township or community, 0 village
 * @param parent code of the institution above, or empty
 * @param system source (database) that holds its records
 * @param bedsPer1000 open beds for every 1,000 residents simulated
 */
public record Organization(
    String code,
    String name,
    String nameEn,
    int kind,
    int tier,
    String parent,
    String region,
    String system,
    double bedsPer1000,
    String address) {

  /** Whether patients stay overnight. */
  public boolean hasBeds() {
    return bedsPer1000 > 0;
  }
}
