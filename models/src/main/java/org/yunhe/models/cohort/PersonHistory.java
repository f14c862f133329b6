package org.yunhe.models.cohort;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known of one person.
 *
 * @param personId person of {@code mart.patient_360}
 * @param sex 1 male, 2 female, else unknown
 * @param birthDate date of birth, or null
 * @param deathDate date of death, or null
 * @param firstContact first day with any contact with care, or null
 * @param lastContact last day with any contact with care, or null
 * @param events events in any order
 */
public record PersonHistory(
    String personId,
    String sex,
    LocalDate birthDate,
    LocalDate deathDate,
    LocalDate firstContact,
    LocalDate lastContact,
    List<ClinicalEvent> events)
    implements Serializable {}
