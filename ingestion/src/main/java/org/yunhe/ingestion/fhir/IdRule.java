package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells the logical id of a resource that stands in a bundle. */
@FunctionalInterface
public interface IdRule {
  /** The id that the resource has itself, else the last part of its full URL, else null. */
  IdRule OWN = (type, resource, entry) -> ownId(resource, entry);

  /**
   * Returns the id, or null where none can be told.
   *
   * @param type resource type
   * @param resource the resource
   * @param entry its entry in the bundle, with {@code fullUrl} and {@code request}
   */
  String id(String type, ObjectNode resource, ObjectNode entry);

  private static String ownId(ObjectNode resource, ObjectNode entry) {
    if (resource.path("id").isTextual()) {
      return resource.path("id").textValue();
    }
    String url = entry.path("fullUrl").asText("");
    String id = url.substring(1 + Math.max(url.lastIndexOf('/'), url.lastIndexOf(':')));
    return id.isEmpty() ? null : id;
  }
}
