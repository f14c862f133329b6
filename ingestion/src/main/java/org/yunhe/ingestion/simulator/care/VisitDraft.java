package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Organization;

/** A visit while it is put together. */
final class VisitDraft {
  final VisitKind kind;
  final Organization organization;
  final String department;
  LocalDateTime start;
  final List<Diagnosis> diagnoses = new ArrayList<>();
  final List<LabOrder> labs = new ArrayList<>();
  final List<DrugOrder> drugs = new ArrayList<>();
  final List<Exam> exams = new ArrayList<>();
  final List<Operation> operations = new ArrayList<>();
  final List<Procedure> treatments = new ArrayList<>();
  LocalDateTime end;
  boolean first;
  Vitals vitals;
  Stay stay;
  Booking booking;
  String referralNo;
  Visit built;

  VisitDraft(VisitKind kind, Organization organization, String department, LocalDateTime start) {
    this.kind = kind;
    this.organization = organization;
    this.department = department;
    this.start = start;
  }

  boolean inpatient() {
    return kind == VisitKind.INPATIENT;
  }

  Condition principal() {
    return diagnoses.get(0).condition();
  }

  Visit build(List<Charge> charges) {
    built =
        new Visit(
            kind,
            organization,
            department,
            start,
            end,
            first,
            List.copyOf(diagnoses),
            vitals,
            List.copyOf(labs),
            List.copyOf(drugs),
            List.copyOf(exams),
            List.copyOf(operations),
            List.copyOf(charges),
            stay,
            booking,
            referralNo);
    return built;
  }
}
