package org.yunhe.ingestion.simulator.person;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * One person of the region: the truth that the systems hold variations of.
 *
 * @param number 1 to the number of residents
 * @param sex M or F
 * @param region county of first registration, part of the resident ID
 * @param homeOrg code of the institution nearest to the home
 * @param marital 1 single, 2 married, 3 widowed, 4 divorced
 * @param insurance 1 employees, 2 residents, 3 none
 */
public record Resident(
    long number,
    String name,
    String pinyin,
    String variantName,
    String sex,
    LocalDate birth,
    LocalDateTime death,
    String idNumber,
    String region,
    String placeCode,
    String homeOrg,
    String address,
    String phone,
    String occupation,
    int marital,
    int insurance,
    String aboGroup,
    String kinName,
    String kinPhone) {

  /** Whether the resident is a man or boy. */
  public boolean male() {
    return sex.equals("M");
  }

  /** Age in whole years on a day. */
  public int age(LocalDate day) {
    return birth.until(day).getYears();
  }
}
