package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Registrar;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** The city hospital: HIS of the product {@code his_city} with a LIS of its own. */
final class CityHospital implements HospitalSystem {

  private final Site site;
  private final CityClinic clinic;
  private final CityWard ward;
  private final CityLaboratory laboratory;

  CityHospital(Site site, Site lis) {
    this.site = site;
    this.clinic = new CityClinic(site);
    this.ward = new CityWard(site);
    this.laboratory = new CityLaboratory(lis);
  }

  @Override
  public void dictionaries() {
    for (CodeEntry department : site.departments().all()) {
      site.row(
          "zd_ks",
          "ksdm",
          department.localCode(),
          "ksmc",
          department.localName(),
          "kslb",
          "3",
          "sjks",
          null,
          "zxbz",
          1);
    }
    for (Staff.Member member : site.staff().all()) {
      site.row(
          "zd_zgry",
          "zgh",
          member.no(),
          "xm",
          member.name(),
          "xb",
          member.male() ? "1" : "2",
          "ksdm",
          member.department(),
          "zc",
          member.title(),
          "zylb",
          String.valueOf(member.job()),
          "zybz",
          1);
    }
    for (CodeEntry drug : site.codes().own("drug")) {
      String strength = drug.attribute("strength");
      site.row(
          "zd_yp",
          "ypdm",
          drug.localCode(),
          "ypmc",
          drug.localName(),
          "gg",
          (strength == null ? "" : strength + drug.attribute("strength_unit"))
              + "*"
              + drug.attribute("pack_size")
              + drug.attribute("base_unit"),
          "jx",
          drug.attribute("form"),
          "dw",
          drug.attribute("pack_unit"),
          "cj",
          "云河制药有限公司",
          "dj",
          drug.attribute("price"),
          "kjybz",
          drug.attribute("antibiotic"),
          "jybz",
          drug.attribute("essential"));
    }
    site.clinical()
        .items()
        .forEach(
            item ->
                site.row(
                    "zd_sfxm",
                    "xmdm",
                    itemCode(site.itemNumbers().get(item.key())),
                    "xmmc",
                    item.name(),
                    "sffl",
                    site.category(item.category(), false),
                    "dw",
                    item.unit(),
                    "dj",
                    Row.yuan(item.price())));
    laboratory.dictionary();
  }

  static String itemCode(int number) {
    return String.format("F%06d", number * 10);
  }

  @Override
  public LocalPatient register(Dice dice, Resident resident, LocalDateTime when) {
    String no = String.format("%010d", site.next("br_jbxx"));
    LocalPatient patient = Registrar.register(dice, resident, site.organization(), no, when);
    boolean blood = dice.chance(0.3);
    site.row(
        "br_jbxx",
        "brid",
        no,
        "kh",
        patient.cardNo(),
        "xm",
        patient.name(),
        "xb",
        resident.male() ? "1" : "2",
        "csrq",
        patient.birth(),
        "zjlx",
        patient.idNumber() == null ? "9" : "1",
        "zjhm",
        patient.idNumber(),
        "lxdh",
        patient.phone(),
        "hyzk",
        String.valueOf(resident.marital()),
        "mz",
        "01",
        "zy",
        resident.occupation(),
        "jzdz",
        resident.address(),
        "xzqh",
        resident.region(),
        "abo",
        blood ? resident.aboGroup() : null,
        "rh",
        blood ? "2" : null,
        "yblx",
        String.valueOf(resident.insurance()),
        "ybkh",
        resident.insurance() == 3 ? null : "YB" + patient.cardNo().substring(1),
        "lxrxm",
        resident.kinName(),
        "lxrdh",
        resident.kinPhone(),
        "swsj",
        null,
        "jdsj",
        when,
        "xgsj",
        when);
    if (dice.chance(0.06)) {
      site.row(
          "br_gms",
          "gmxh",
          site.next("br_gms"),
          "brid",
          no,
          "gmylx",
          "1",
          "gmymc",
          dice.chance(0.6) ? "青霉素" : "头孢类",
          "gmfy",
          "皮疹",
          "yzcd",
          String.valueOf(dice.between(1, 3)),
          "jlsj",
          when,
          "zfbz",
          0);
    }
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
}
