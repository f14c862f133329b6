package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.care.Vitals;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.models.code.CodeEntry;

/** Vital signs of the county product, one row a value ({@code vital_signs_rec}). */
final class CountyVitals {

  private final Site site;

  CountyVitals(Site site) {
    this.site = site;
  }

  void record(
      Dice dice,
      LocalPatient patient,
      String visitNo,
      Vitals vitals,
      LocalDateTime time,
      CodeEntry department) {
    if (vitals == null) {
      return;
    }
    String nurse = site.nurse(dice, department).no();
    Object[][] values = {
      {"8310-5", Numbers.tenth(vitals.temperature())},
      {"8867-4", vitals.pulse()},
      {"9279-1", vitals.respiration()},
      {"8480-6", vitals.systolic()},
      {"8462-4", vitals.diastolic()},
      {"2708-6", vitals.saturation()},
      {"8302-2", Numbers.tenth(vitals.height())},
      {"29463-7", Numbers.tenth(vitals.weight())}
    };
    for (Object[] value : values) {
      CodeEntry code = site.codes().entry("vital-sign", (String) value[0]);
      if (value[1] != null && code != null) {
        site.row(
            "vital_signs_rec",
            "rec_id",
            site.next("vital_signs_rec"),
            "visit_no",
            visitNo,
            "patient_id",
            patient.no(),
            "vital_code",
            code.localCode(),
            "vital_name",
            code.localName(),
            "vital_value",
            value[1].toString(),
            "units",
            code.attribute("local_unit"),
            "time_point",
            time,
            "nurse",
            nurse);
      }
    }
  }
}
