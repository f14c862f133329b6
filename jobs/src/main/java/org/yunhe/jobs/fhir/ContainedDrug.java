package org.yunhe.jobs.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * Says a drug that a prescription holds within itself (<i>contained</i>) where it says any other
 * drug: views see no contained resources, and such a drug stands nowhere else.
 */
final class ContainedDrug {
  private ContainedDrug() {}

  /** Replaces the reference to a contained Medication by its code, where it has one. */
  static void unfold(Resource resource) {
    if (resource instanceof MedicationRequest request) {
      CodeableConcept drug = drug(request.getMedication());
      if (drug != null) {
        request.setMedication(drug);
      }
    } else if (resource instanceof MedicationAdministration administration) {
      CodeableConcept drug = drug(administration.getMedication());
      if (drug != null) {
        administration.setMedication(drug);
      }
    }
  }

  private static CodeableConcept drug(Type medication) {
    return medication instanceof Reference reference
            && reference.getResource() instanceof Medication contained
            && contained.hasCode()
        ? contained.getCode()
        : null;
  }
}
