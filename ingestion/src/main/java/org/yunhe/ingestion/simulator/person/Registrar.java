package org.yunhe.ingestion.simulator.person;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Writes a resident down as a registration desk does: mostly right. */
public final class Registrar {

  private static final double OTHER_CHARACTER = 0.02;
  private static final double SWAPPED_BIRTH = 0.015;
  private static final double MISSING_ID = 0.06;
  private static final double CHANGED_PHONE = 0.15;

  private Registrar() {}

  /** Registers a resident under the local number {@code no}. */
  public static LocalPatient register(
      Dice dice, Resident resident, Organization at, String no, LocalDateTime when) {
    List<String> variations = new ArrayList<>();
    String name = resident.name();
    if (dice.chance(OTHER_CHARACTER)) {
      name = resident.variantName();
      variations.add("name-character");
    }
    LocalDate birth = resident.birth();
    if (dice.chance(SWAPPED_BIRTH) && birth.getDayOfMonth() <= 12) {
      LocalDate swapped =
          LocalDate.of(birth.getYear(), birth.getDayOfMonth(), birth.getMonthValue());
      birth = swapped.isAfter(when.toLocalDate()) ? birth : swapped;
      if (!birth.equals(resident.birth())) {
        variations.add("birth-swapped");
      }
    }
    String id = resident.idNumber();
    if (dice.chance(MISSING_ID)) {
      id = null;
      variations.add("id-missing");
    }
    String phone = resident.phone();
    if (dice.chance(CHANGED_PHONE)) {
      phone = ResidentFactory.phone(dice);
      variations.add("phone-changed");
    }
    String card = String.format("C%s%09d", at.region(), resident.number());
    return new LocalPatient(
        resident, at, no, card, name, birth, id, phone, when, String.join("+", variations));
  }
}
