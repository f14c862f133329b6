package org.yunhe.ingestion.simulator.person;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * What one system wrote down when it registered a resident.
 *
 * @param no the system's own patient number
 * @param idNumber resident ID, or null where none was shown
 * @param variation how the data differ from the truth, in words joined by {@code +}; empty if not
 */
public record LocalPatient(
    Resident resident,
    Organization organization,
    String no,
    String cardNo,
    String name,
    LocalDate birth,
    String idNumber,
    String phone,
    LocalDateTime registered,
    String variation) {}
