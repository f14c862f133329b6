package org.yunhe.jobs.fhir;

import au.csiro.pathling.encoders.FhirEncoders;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads the JSON of one resource type. Elements that FHIR R4 does not have are passed over; a value
 * that cannot be what its element is, is an error.
 */
final class ResourceParser {
  private static final int SHOWN_LENGTH = 300;

  private final IParser parser;
  private final Class<? extends Resource> type;

  ResourceParser(String type) {
    FhirContext context = FhirEncoders.contextFor(FhirVersionEnum.R4);
    this.parser = context.newJsonParser();
    this.parser.setParserErrorHandler(new LenientErrorHandler(false));
    this.type =
        context.getResourceDefinition(type).getImplementingClass().asSubclass(Resource.class);
  }

  /** Returns the resource; throws where it cannot be read, see {@link #reason}. */
  Resource parse(String json) {
    Resource resource =
        parser.parseResource(type, Objects.requireNonNull(json, "the resource is empty"));
    ContainedDrug.unfold(resource);
    return resource;
  }

  /** Returns what is wrong, in one line. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > SHOWN_LENGTH ? line.substring(0, SHOWN_LENGTH) : line;
  }
}
