package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;

/**
 * How often and how far apart events must stand.
 *
 * @param events events that count, any of these
 * @param minCount how many are needed
 * @param minGapDays least days from one counted event to the next
 * @param withinDays most days from the first counted event to the last, or null
 * @param of how many tests in a row {@code minCount} of which must count ("2 of 3"), or null
 * @param ignore events near which others do not count
 */
public record Criterion(
    List<EventFilter> events,
    int minCount,
    int minGapDays,
    Integer withinDays,
    Integer of,
    List<Ignore> ignore)
    implements Serializable {}
