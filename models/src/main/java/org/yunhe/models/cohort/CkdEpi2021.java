package org.yunhe.models.cohort;

import java.util.Optional;

/**
 * Estimated glomerular filtration rate by the CKD-EPI 2021 equation of creatinine (without race),
 * in mL/min/1.73 m²: 142·min(S/κ,1)^α·max(S/κ,1)^−1.200·0.9938^age·(1.012 if female), S in mg/dL.
 */
public final class CkdEpi2021 {
  /** Creatinine: µmol/L in 1 mg/dL. */
  private static final double MICROMOL_PER_MG_DL = 88.4;

  private static final int ADULT = 18;

  private CkdEpi2021() {}

  /**
   * Returns the estimate; empty for persons under 18, for whom the equation does not hold, and for
   * an unknown sex.
   *
   * @param creatinine serum creatinine, µmol/L
   * @param age completed years at the test
   * @param sex 1 male, 2 female
   */
  public static Optional<Double> estimate(double creatinine, int age, String sex) {
    boolean female = "2".equals(sex);
    if (age < ADULT || creatinine <= 0 || !(female || "1".equals(sex))) {
      return Optional.empty();
    }
    double ratio = creatinine / MICROMOL_PER_MG_DL / (female ? 0.7 : 0.9);
    return Optional.of(
        142
            * Math.pow(Math.min(ratio, 1), female ? -0.241 : -0.302)
            * Math.pow(Math.max(ratio, 1), -1.200)
            * Math.pow(0.9938, age)
            * (female ? 1.012 : 1));
  }
}
