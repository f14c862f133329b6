package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** One rule of the region's profile. */
interface ResourceRule {
  /** Holds one object of a resource, the resource itself among them, against the rule. */
  void check(Place place, ObjectNode object, Consumer<Issue> issues);

  /**
   * Where an object stands.
   *
   * @param sender who sent it
   * @param type type of the resource
   * @param path FHIRPath of the object
   * @param name name of the element, an empty text for the resource itself
   * @param urls full URLs of the bundle
   */
  record Place(Sender sender, String type, String path, String name, java.util.Set<String> urls) {
    /** Returns whether the object is the resource itself. */
    boolean top() {
      return name.isEmpty();
    }

    /** Returns the FHIRPath of an element of the object. */
    String at(String element) {
      return path + "." + element;
    }
  }
}
