package org.yunhe.jobs.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yunhe.models.view.ViewDefinition;

/**
 * A view as Pathling is given it: one more column takes the carrier along, and every column is a
 * collection, so that a resource with two values where one is expected is told, and does not stop
 * all others.
 */
final class CarryingView {
  static final String COLUMN = "yunhe_carrier";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CarryingView() {}

  static String of(ViewDefinition view) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(view.json());
      collections(root);
      ObjectNode column = root.withArray("select").addObject().putArray("column").addObject();
      column.put("name", COLUMN).put("path", ResourceReader.CARRIER);
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(view.file(), e);
    }
  }

  private static void collections(JsonNode node) {
    for (JsonNode column : node.path("column")) {
      ((ObjectNode) column).put("collection", true);
    }
    node.path("select").forEach(CarryingView::collections);
    node.path("unionAll").forEach(CarryingView::collections);
  }
}
