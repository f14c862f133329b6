package org.yunhe.ingestion.simulator.source;

import org.yunhe.ingestion.simulator.person.LocalPatient;

/** Where a visit was written: patient, local visit number, department and doctor as printed. */
public record VisitRef(LocalPatient patient, String visitNo, String department, String doctor) {}
