package org.yunhe.models.cohort;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * One event of a person as a cohort sees it.
 *
 * @param id domain and core row, such as {@code condition/his_east:17}
 * @param domain kind of event
 * @param date calendar date at the institution
 * @param code code, or null
 * @param codeSystem system of the code, such as ICD-10-CN or ATC, or null
 * @param display text of the event, or null
 * @param value measured value in {@code unit}, or null
 * @param unit UCUM unit of the value, or null
 * @param comparator {@code <}, {@code <=}, {@code >} or {@code >=} where the value is a bound
 * @param setting encounter class it happened in (OP, ED, IP …), or null
 */
public record ClinicalEvent(
    String id,
    Domain domain,
    LocalDate date,
    String code,
    String codeSystem,
    String display,
    Double value,
    String unit,
    String comparator,
    String setting)
    implements Serializable {}
