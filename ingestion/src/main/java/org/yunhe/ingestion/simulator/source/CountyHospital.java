package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Registrar;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.models.code.CodeEntry;

/** A county hospital on the product {@code his_county}, laboratory inside. */
final class CountyHospital implements HospitalSystem {

  private static final List<String> MARITAL = List.of("S", "M", "W", "D");
  private static final List<String> CHARGE_TYPES = List.of("城镇职工", "城乡居民", "自费");
  private static final List<String> BLOOD = List.of("A", "B", "O", "AB");

  private final Site site;
  private final CountyClinic clinic;
  private final CountyWard ward;
  private final CountyLaboratory laboratory;

  CountyHospital(Site site) {
    this.site = site;
    this.clinic = new CountyClinic(site);
    this.ward = new CountyWard(site);
    this.laboratory = new CountyLaboratory(site);
  }

  @Override
  public void dictionaries() {
    for (CodeEntry department : site.departments().all()) {
      boolean technical = List.of("30", "32", "26").contains(department.code());
      site.row(
          "dept_dict",
          "dept_code",
          department.localCode(),
          "dept_name",
          department.localName(),
          "dept_attr",
          technical ? "T" : "C",
          "clinic_flag",
          technical ? 0 : 1,
          "inp_flag",
          technical ? 0 : 1);
    }
    for (Staff.Member member : site.staff().all()) {
      site.row(
          "staff_dict",
          "emp_no",
          member.no(),
          "name",
          member.name(),
          "sex",
          member.male() ? "M" : "F",
          "dept_code",
          member.department(),
          "title",
          member.title(),
          "job",
          member.job() == 1 ? "医生" : "护士");
    }
  }

  @Override
  public LocalPatient register(Dice dice, Resident resident, LocalDateTime when) {
    String prefix = site.source().equals("his_east") ? "E" : "W";
    String no = prefix + String.format("%09d", site.next("pat_master_index"));
    LocalPatient patient = Registrar.register(dice, resident, site.organization(), no, when);
    boolean blood = dice.chance(0.3) && !resident.aboGroup().equals("5");
    site.row(
        "pat_master_index",
        "patient_id",
        no,
        "inp_no",
        null,
        "name",
        patient.name(),
        "name_phonetic",
        resident.pinyin().toUpperCase(java.util.Locale.ROOT),
        "sex",
        resident.male() ? "M" : "F",
        "date_of_birth",
        patient.birth(),
        "id_type",
        patient.idNumber() == null ? "Z" : "A",
        "id_no",
        patient.idNumber(),
        "phone",
        patient.phone(),
        "marital_status",
        MARITAL.get(resident.marital() - 1),
        "nation",
        "汉族",
        "occupation",
        resident.occupation(),
        "mailing_address",
        resident.address(),
        "zone_code",
        resident.region(),
        "blood_type",
        blood ? BLOOD.get(Integer.parseInt(resident.aboGroup()) - 1) : null,
        "charge_type",
        CHARGE_TYPES.get(resident.insurance() - 1),
        "insurance_no",
        resident.insurance() == 3 ? null : "YB" + patient.cardNo().substring(1),
        "next_of_kin",
        resident.kinName(),
        "next_of_kin_phone",
        resident.kinPhone(),
        "deceased_time",
        null,
        "create_time",
        when,
        "last_update",
        when);
    return patient;
  }

  @Override
  public VisitRef record(Dice dice, LocalPatient patient, Visit visit) {
    VisitRef ref =
        visit.inpatient() ? ward.record(dice, patient, visit) : clinic.record(dice, patient, visit);
    laboratory.record(dice, patient, visit, ref);
    return ref;
  }

  @Override
  public void closeBeds() {
    ward.closeBeds();
  }

  static String route(String route) {
    return switch (route) {
      case "IV" -> "静脉滴注";
      case "IM" -> "肌肉注射";
      case "SC" -> "皮下注射";
      case "INH" -> "吸入";
      case "EXT" -> "外用";
      default -> "口服";
    };
  }

  static String frequency(String frequency) {
    return switch (frequency) {
      case "bid" -> "每日二次";
      case "tid", "qid" -> "每日三次";
      case "qn" -> "每晚一次";
      case "prn" -> "必要时";
      case "st" -> "立即";
      default -> "每日一次";
    };
  }
}
