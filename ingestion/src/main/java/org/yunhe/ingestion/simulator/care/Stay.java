package org.yunhe.ingestion.simulator.care;

/**
 * What only an inpatient stay has.
 *
 * @param route 1 emergency, 2 outpatient, 3 transferred in
 * @param discharge 1 home, 2 other hospital, 3 community, 4 against advice, 5 died, 9 other
 * @param readmissionPlanned whether a further stay within 31 days is planned
 * @param intensive whether part of it was spent in intensive care
 */
public record Stay(int route, int discharge, boolean readmissionPlanned, boolean intensive) {}
