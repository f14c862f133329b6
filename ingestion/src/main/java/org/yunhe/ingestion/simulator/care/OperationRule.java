package org.yunhe.ingestion.simulator.care;

/**
 * The operation that an admission for a disease usually leads to.
 *
 * @param prefix ICD-10 category of the principal diagnosis
 * @param probability share of such admissions that are operated
 * @param days usual length of stay
 */
record OperationRule(
    String prefix, Procedure procedure, double probability, int days, boolean elective) {}
