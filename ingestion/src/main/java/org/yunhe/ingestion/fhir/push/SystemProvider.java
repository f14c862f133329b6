package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Bundle;

/** Transactions and batches at the base, and messages. */
public final class SystemProvider {
  private final BundleIntake intake;

  SystemProvider(BundleIntake intake) {
    this.intake = intake;
  }

  /** {@code POST} of a transaction or batch; {@code unread} stands in for its model. */
  @Transaction
  public Bundle transaction(@TransactionParam Bundle unread, RequestDetails details) {
    return intake.requests(Gate.sender(details), details.loadRequestContents());
  }

  /** {@code POST /$process-message}. */
  @Operation(name = "$process-message", manualRequest = true)
  public Bundle message(@ResourceParam byte[] body, RequestDetails details) {
    return intake.message(Gate.sender(details), body);
  }
}
