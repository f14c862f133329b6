package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of a bundle, with its references resolved.
 *
 * @param index place in {@code Bundle.entry}, from 0
 * @param method {@code entry.request.method}, or an empty text
 * @param type resource type, or null where neither resource nor request tells
 * @param id logical id, or null where none can be told
 * @param resource the resource, or null where the entry has none, as a deletion has
 * @param entry the whole entry
 */
public record BundleEntry(
    int index, String method, String type, String id, ObjectNode resource, ObjectNode entry) {
  /** Returns whether the entry deletes. */
  public boolean deletes() {
    return method.equals("DELETE");
  }
}
