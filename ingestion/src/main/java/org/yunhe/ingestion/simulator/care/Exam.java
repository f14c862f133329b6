package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;

/** An imaging or function examination. Modality: DR, CT, US, ECG, ES or PF. */
public record Exam(
    Procedure procedure,
    String modality,
    LocalDateTime ordered,
    LocalDateTime performed,
    LocalDateTime reported,
    boolean positive) {}
