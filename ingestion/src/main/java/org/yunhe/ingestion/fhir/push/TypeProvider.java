package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;

/** Create, update and delete of one resource type. */
public final class TypeProvider implements IResourceProvider {
  private final String type;
  private final Class<? extends IBaseResource> model;
  private final SingleIntake intake;

  TypeProvider(String type, Class<? extends IBaseResource> model, SingleIntake intake) {
    this.type = type;
    this.model = model;
    this.intake = intake;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return model;
  }

  /** {@code POST /Type}. */
  @Create
  public MethodOutcome create(
      @ResourceParam byte[] body, @ConditionalUrlParam String condition, RequestDetails details) {
    Receipt receipt = intake.create(Gate.sender(details), type, body, condition);
    return outcome(receipt).setCreated(true);
  }

  /** {@code PUT /Type/id}, or with a query instead of the id. */
  @Update
  public MethodOutcome update(
      @IdParam IdType id,
      @ResourceParam byte[] body,
      @ConditionalUrlParam String condition,
      RequestDetails details) {
    String named = id == null || !id.hasIdPart() ? null : id.getIdPart();
    return outcome(
        intake.update(
            Gate.sender(details), type, named, condition, body, details.getHeader("If-Match")));
  }

  /** {@code DELETE /Type/id}. */
  @Delete
  public MethodOutcome delete(@IdParam IdType id, RequestDetails details) {
    return outcome(intake.delete(Gate.sender(details), type, id.getIdPart()));
  }

  private MethodOutcome outcome(Receipt receipt) {
    String version = receipt.record().version();
    IdType id =
        version == null
            ? new IdType(type, receipt.record().id())
            : new IdType(type, receipt.record().id(), version);
    return new MethodOutcome(id, Outcomes.of(receipt.issues()));
  }
}
