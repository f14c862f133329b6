package org.yunhe.models.cohort;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * A person in a cohort.
 *
 * @param personId person
 * @param indexDate date of the first qualifying event
 * @param entryPath path whose first event is the index
 * @param entryPaths every path the person meets
 * @param evidence core rows that meet {@code entryPath}, oldest first
 * @param ageAtIndex completed years at index, or null
 * @param priorObservationDays days from the first contact to index, 0 where index is before it
 * @param incident whether nothing qualifying stands in the washout and the person was observable
 * @param exitDate last day of membership
 * @param exitReason death, observation_end or fixed_days
 * @param outcomes stages reached from index to exit
 */
public record CohortMember(
    String personId,
    LocalDate indexDate,
    String entryPath,
    List<String> entryPaths,
    List<String> evidence,
    Integer ageAtIndex,
    int priorObservationDays,
    boolean incident,
    LocalDate exitDate,
    String exitReason,
    List<OutcomeEvent> outcomes)
    implements Serializable {}
