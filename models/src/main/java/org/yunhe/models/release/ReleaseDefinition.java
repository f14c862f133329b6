package org.yunhe.models.release;

import java.time.LocalDate;
import java.util.List;

/**
 * A de-identified release as its file declares it.
 *
 * @param release identifier, also the name of the file
 * @param version version; a version is published once
 * @param cohort cohort whose members it shows
 * @param purposeEn purpose in English
 * @param purposeZh purpose in Chinese
 * @param approvedBy who approved it
 * @param approvedOn when
 * @param expiresOn last day it may be read; after it the job empties the tables
 * @param k least persons that share a combination of quasi-identifiers, or carry a code
 * @param maxSuppressedShare largest share of members left out to reach k, 0 to 1
 * @param quasiIdentifiers what an outsider may know
 * @param topAge age from which on all are one group, years
 * @param minAge age below which nobody is shown, years
 * @param shiftDays largest shift of a person's dates, days
 * @param sensitiveCodes value set of diagnoses that are never shown
 * @param withoutSources sources whose patients are not shown
 * @param events which events are shown
 * @param tables the tables
 * @param fingerprint hash of the file
 */
public record ReleaseDefinition(
    String release,
    String version,
    String cohort,
    String purposeEn,
    String purposeZh,
    String approvedBy,
    LocalDate approvedOn,
    LocalDate expiresOn,
    int k,
    double maxSuppressedShare,
    List<QuasiIdentifier> quasiIdentifiers,
    int topAge,
    int minAge,
    int shiftDays,
    String sensitiveCodes,
    List<String> withoutSources,
    List<EventScope> events,
    List<ReleaseTable> tables,
    String fingerprint) {}
