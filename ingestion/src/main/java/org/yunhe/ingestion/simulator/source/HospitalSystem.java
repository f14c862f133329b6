package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Resident;

/** The system of one institution: registers residents and records visits in its own tables. */
public interface HospitalSystem {

  /** Writes the dictionaries: departments, staff, medicines, price list. */
  void dictionaries();

  /** Registers a resident under a new local number. */
  LocalPatient register(Dice dice, Resident resident, LocalDateTime when);

  /** Records a visit of a registered patient. */
  VisitRef record(Dice dice, LocalPatient patient, Visit visit);

  /** Writes beds and the bed census, once every visit is recorded. */
  void closeBeds();
}
