package org.yunhe.ingestion.simulator.care;

/** Kinds of visit. */
public enum VisitKind {
  OUTPATIENT,
  EMERGENCY,
  CHECKUP,
  INPATIENT
}
