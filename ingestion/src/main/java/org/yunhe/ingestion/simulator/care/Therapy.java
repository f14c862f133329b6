package org.yunhe.ingestion.simulator.care;

/** A medicine that a disease is often treated with; inpatient or outpatient. */
record Therapy(String prefix, boolean inpatient, Drug drug, double probability) {}
