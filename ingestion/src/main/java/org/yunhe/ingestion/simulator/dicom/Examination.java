package org.yunhe.ingestion.simulator.dicom;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * An examination that was made, as the hospital's worklist tells it to the device.
 *
 * @param accession accession number, the number of the examination in the HIS
 * @param patient patient number
 * @param name patient's name, or null
 * @param sex 1 male, 2 female, as the HIS writes it
 * @param birth date of birth, or null
 * @param kind kind of examination as the HIS writes it: CT, MR, DR or US
 * @param display name of the examination
 * @param performed when it was made, local time
 */
record Examination(
    String accession,
    String patient,
    String name,
    String sex,
    LocalDate birth,
    String kind,
    String display,
    LocalDateTime performed) {}
