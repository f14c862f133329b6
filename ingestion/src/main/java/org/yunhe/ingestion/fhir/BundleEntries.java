package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a bundle apart: each entry learns its id, and a reference to another entry by its full URL
 * ({@code urn:uuid:…}) becomes {@code Type/id}. Everything else stays as it came: references of the
 * form {@code Type/id}, conditional ones ({@code Type?identifier=…}) and those that lead out of the
 * bundle.
 */
public final class BundleEntries {
  private static final Set<String> LINKS = Set.of("reference", "url");

  private final IdRule ids;

  /** Creates one that names resources by {@code ids}. */
  public BundleEntries(IdRule ids) {
    this.ids = ids;
  }

  /** Returns the entries in their order; the resources of {@code bundle} are changed in place. */
  public List<BundleEntry> resolve(ObjectNode bundle) {
    List<BundleEntry> entries = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (JsonNode node : bundle.path("entry")) {
      if (node instanceof ObjectNode entry) {
        BundleEntry read = read(entries.size(), entry);
        entries.add(read);
        String url = entry.path("fullUrl").asText("");
        if (!url.isEmpty() && read.type() != null && read.id() != null) {
          names.put(url, read.type() + "/" + read.id());
        }
      }
    }
    for (BundleEntry entry : entries) {
      if (entry.resource() != null) {
        rename(entry, names);
      }
    }
    return entries;
  }

  private BundleEntry read(int index, ObjectNode entry) {
    String method = entry.path("request").path("method").asText("");
    String[] url = entry.path("request").path("url").asText("").split("[/?]", -1);
    if (!(entry.get("resource") instanceof ObjectNode resource)) {
      String type = url[0].isEmpty() ? null : url[0];
      return new BundleEntry(index, method, type, url.length > 1 ? url[1] : null, null, entry);
    }
    String type = resource.path("resourceType").textValue();
    return new BundleEntry(index, method, type, ids.id(type, resource, entry), resource, entry);
  }

  private static void rename(BundleEntry entry, Map<String, String> names) {
    ObjectNode resource = entry.resource();
    if (entry.id() != null && !entry.id().equals(resource.path("id").textValue())) {
      resource.put("id", entry.id());
    }
    follow(resource, names);
  }

  private static void follow(JsonNode node, Map<String, String> names) {
    if (node instanceof ArrayNode array) {
      array.forEach(each -> follow(each, names));
    } else if (node instanceof ObjectNode object) {
      for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext(); ) {
        Map.Entry<String, JsonNode> field = it.next();
        if (!LINKS.contains(field.getKey()) || !field.getValue().isTextual()) {
          follow(field.getValue(), names);
        } else if (names.containsKey(field.getValue().textValue())) {
          field.setValue(TextNode.valueOf(names.get(field.getValue().textValue())));
        }
      }
    }
  }
}
