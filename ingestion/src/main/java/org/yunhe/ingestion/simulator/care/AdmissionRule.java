package org.yunhe.ingestion.simulator.care;

/**
 * A disease that people of an age and sex are admitted for, where the pool has too few.
 *
 * @param sex M, F or empty for both
 * @param per1000Years admissions in 1,000 person-years
 * @param days usual length of stay
 */
record AdmissionRule(
    Condition condition, String sex, int ageFrom, int ageTo, double per1000Years, int days) {}
