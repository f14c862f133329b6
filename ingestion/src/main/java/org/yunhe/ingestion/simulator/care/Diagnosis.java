package org.yunhe.ingestion.simulator.care;

/**
 * A diagnosis of a visit; the first of a visit is the principal one.
 *
 * @param presentOnAdmission 1 yes, 2 uncertain, 3 unknown, 4 no
 */
public record Diagnosis(Condition condition, int presentOnAdmission) {}
