package org.yunhe.models.contract;

/**
 * A quality rule of a table as its contract (ODCS 3.1 {@code quality}) or a file of its own
 * declares it.
 *
 * @param id identifier, unique in the whole lake, such as {@code patient-id-checksum}
 * @param nameEn short name in English
 * @param nameZh short name in Chinese
 * @param textEn what holds where the rule passes, in English
 * @param textZh the same in Chinese
 * @param dimension dimension of ODCS: accuracy, completeness, conformity, consistency, coverage,
 *     timeliness or uniqueness
 * @param axis axis of quality: conformance, completeness, consistency, plausibility, temporal,
 *     reference, uniqueness or timeliness
 * @param severity fatal, warn or flag
 * @param expression condition on a row in the row language, or null for a rule of reference
 * @param column column it blames, or null for the first that the expression names
 * @param references column whose value must stand in the table that its relationship names, or null
 * @param file file and line of the declaration
 */
public record RuleContract(
    String id,
    String nameEn,
    String nameZh,
    String textEn,
    String textZh,
    String dimension,
    String axis,
    String severity,
    String expression,
    String column,
    String references,
    String file) {}
