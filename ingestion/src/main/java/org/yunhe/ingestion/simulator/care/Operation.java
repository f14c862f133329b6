package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;

/**
 * An operation of a stay.
 *
 * @param healing 甲, 乙 or 丙; null without an incision
 * @param anaesthesia 1 general, 2 spinal, 3 local, 4 intravenous
 */
public record Operation(
    Procedure procedure,
    boolean elective,
    boolean daySurgery,
    boolean unplannedReturn,
    LocalDateTime start,
    LocalDateTime end,
    String healing,
    int anaesthesia) {}
