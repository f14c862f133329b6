package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;

/**
 * What must hold of a person for inclusion, or for exclusion; every part that is given must hold.
 *
 * @param name name of the rule, what the counts of left-out persons call it
 * @param minAge least age at index in years, or null
 * @param maxAge greatest age at index in years, or null
 * @param sex sexes (1 male, 2 female); empty for any
 * @param all criteria that must be met
 * @param none criteria that must not be met
 * @param fromDays first day of the events looked at, relative to index, or null for all before
 * @param toDays last day of the events looked at, relative to index, or null for all after
 */
public record PersonRule(
    String name,
    Integer minAge,
    Integer maxAge,
    List<String> sex,
    List<Criterion> all,
    List<Criterion> none,
    Integer fromDays,
    Integer toDays)
    implements Serializable {}
