package org.yunhe.ingestion.simulator.person;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Makes residents: names, numbers and addresses of the region around a drawn life. */
public final class ResidentFactory {

  private static final List<String> OCCUPATIONS =
      List.of("农民", "工人", "个体经营者", "企业职员", "教师", "公务员", "自由职业", "司机");
  private static final List<String> PREFIXES =
      List.of("130", "131", "135", "136", "137", "138", "139", "150", "158", "177", "186", "189");

  private final Region region;
  private final Names names;

  /** A factory for the region. */
  public ResidentFactory(Region region, Names names) {
    this.region = region;
    this.names = names;
  }

  /** The resident of a number who lives a life with this sex and these dates. */
  public Resident create(
      Dice dice, long number, String sex, LocalDate birth, LocalDateTime death, LocalDate asOf) {
    boolean male = sex.equals("M");
    Names.Name name = names.name(dice, male);
    Region.Place place = dice.pick(region.places());
    int age = birth.until(asOf).getYears();
    return new Resident(
        number,
        name.text(),
        name.pinyin(),
        name.variant(),
        sex,
        birth,
        death,
        ResidentId.of(birthRegion(dice, place), birth, male, dice.between(0, 499)),
        place.regionCode(),
        place.code(),
        place.home(),
        place.name() + dice.between(1, 380) + "号",
        phone(dice),
        occupation(dice, age),
        marital(dice, age),
        dice.weighted(28, 66, 6) + 1,
        String.valueOf(dice.weighted(28, 24, 38, 9, 1) + 1),
        names.name(dice, dice.chance(0.5)).text(),
        phone(dice));
  }

  private String birthRegion(Dice dice, Region.Place place) {
    return dice.chance(0.85) ? place.regionCode() : dice.pick(region.places()).regionCode();
  }

  /** A mobile number whose fourth and fifth digit are 0, by which invented ones are known. */
  static String phone(Dice dice) {
    return dice.pick(PREFIXES) + String.format("00%06d", dice.between(0, 999_999));
  }

  private static String occupation(Dice dice, int age) {
    if (age < 6) {
      return "学龄前儿童";
    }
    if (age < 20) {
      return "学生";
    }
    return age >= 62 && dice.chance(0.5) ? "退休人员" : dice.pick(OCCUPATIONS);
  }

  private static int marital(Dice dice, int age) {
    if (age < 22) {
      return 1;
    }
    return dice.weighted(age < 32 ? 40 : 4, 80, age > 65 ? 22 : 2, 5) + 1;
  }
}
