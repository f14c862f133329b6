package org.yunhe.ingestion.simulator;

import org.yunhe.ingestion.simulator.person.LocalPatient;

/** Hears who stands behind each local patient number. */
@FunctionalInterface
interface PersonLog {

  void add(LocalPatient patient, String source);
}
