package org.yunhe.models.cohort;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A value computed from a measured one and from who the person is. */
public enum Derivation {
  /** Estimated glomerular filtration rate from creatinine, {@link CkdEpi2021}. */
  CKD_EPI_2021("mL/min/{1.73_m2}") {
    @Override
    Optional<Double> of(ClinicalEvent event, PersonHistory person) {
      LocalDate born = person.birthDate();
      if (event.value() == null || !"umol/L".equals(event.unit()) || born == null) {
        return Optional.empty();
      }
      long age = ChronoUnit.YEARS.between(born, event.date());
      return CkdEpi2021.estimate(event.value(), (int) age, person.sex());
    }
  };

  private final String unit;

  Derivation(String unit) {
    this.unit = unit;
  }

  /** Returns the UCUM unit of the computed value. */
  public String unit() {
    return unit;
  }

  /** Returns the value computed from one event, or empty where something is missing. */
  abstract Optional<Double> of(ClinicalEvent event, PersonHistory person);
}
