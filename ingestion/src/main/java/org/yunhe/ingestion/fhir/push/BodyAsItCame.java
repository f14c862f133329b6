package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Keeps HAPI from parsing a body into its model: providers take the bytes, which are checked and
 * kept as they came, so a model would be made for nothing.
 */
public final class BodyAsItCame {
  /** Stands in for the model. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public void standIn(RequestDetails details) {
    details.setResource(new Bundle());
  }
}
