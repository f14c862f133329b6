package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;

/**
 * One way to qualify: all criteria together.
 *
 * @param name name of the path
 * @param all the criteria
 * @param withinDays most days from the first event of one criterion to the first of another, or
 *     null
 */
public record EntryPath(String name, List<Criterion> all, Integer withinDays)
    implements Serializable {}
