package org.yunhe.models.cohort;

import java.time.LocalDate;
import java.util.List;

/**
 * One way in which events meet a criterion or a path.
 *
 * @param start date of the first event
 * @param complete first day by which every criterion has begun
 * @param evidence events, oldest first
 */
record Match(LocalDate start, LocalDate complete, List<ClinicalEvent> evidence) {}
