package org.yunhe.ingestion.simulator.care;

/** Vital signs of one moment; null where not taken. Units: °C, /min, mmHg, %, cm, kg. */
public record Vitals(
    Double temperature,
    Integer pulse,
    Integer respiration,
    Integer systolic,
    Integer diastolic,
    Integer saturation,
    Double height,
    Double weight) {}
