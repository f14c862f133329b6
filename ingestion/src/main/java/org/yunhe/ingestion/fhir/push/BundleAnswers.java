package org.yunhe.ingestion.fhir.push;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Writes the entries of a response to a transaction or batch. */
final class BundleAnswers {
  private BundleAnswers() {}

  /** Adds the answer to an entry that was taken. */
  static void taken(Bundle answer, BundleReader.Part part, Receipt receipt) {
    BundleEntryResponseComponent response = answer.addEntry().getResponse();
    String version = receipt.record().version();
    response
        .setStatus(part.method().equals("POST") ? "201 Created" : "200 OK")
        .setLocation(
            receipt.record().type()
                + "/"
                + receipt.record().id()
                + (version == null ? "" : "/_history/" + version))
        .setLastModified(new Date(receipt.record().sourceMillis()));
    if (version != null) {
      response.setEtag("W/\"" + version + "\"");
    }
    List<Issue> issues = new ArrayList<>(part.issues());
    issues.addAll(receipt.issues());
    if (!issues.isEmpty()) {
      response.setOutcome(Outcomes.of(issues));
    }
  }

  /** Adds the answer to an entry that was refused. */
  static void refused(Bundle answer, Refusal refusal) {
    answer
        .addEntry()
        .getResponse()
        .setStatus(Integer.toString(refusal.getStatusCode()))
        .setOutcome((OperationOutcome) refusal.getOperationOutcome());
  }
}
