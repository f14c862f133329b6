package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yunhe.ingestion.fhir.Operation;

/**
 * One resource of a request before it is judged.
 *
 * @param index place in the bundle from 0, or -1 where it came alone
 * @param operation what shall happen
 * @param type resource type
 * @param id logical id, or null where none could be told
 * @param tree the resource with its id and resolved references, or null for a deletion
 * @param sent the bytes of the resource as they came, or null for a deletion
 * @param firstLine line of the body in which it begins
 * @param changed whether {@code tree} says other things than {@code sent}
 */
record Draft(
    int index,
    Operation operation,
    String type,
    String id,
    ObjectNode tree,
    byte[] sent,
    int firstLine,
    boolean changed) {

  /** Returns where its elements begin: its type, or the place in the bundle. */
  String place() {
    return index < 0 ? type : "Bundle.entry[" + index + "].resource";
  }
}
