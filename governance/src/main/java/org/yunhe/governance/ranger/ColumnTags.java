package org.yunhe.governance.ranger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/** The tags of every column: {@code HEALTH_L1..L5}, {@code CAT_C1..C6}, and its mask. */
final class ColumnTags {
  private final ColumnMasks masks;
  private final String service;
  private final String catalog;

  ColumnTags(ColumnMasks masks, String service, String catalog) {
    this.masks = masks;
    this.service = service;
    this.catalog = catalog;
  }

  /** Returns Ranger's ServiceTags, without a version. */
  ObjectNode of(List<TableContract> tables) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("op", "add_or_update");
    all.put("serviceName", service);
    ObjectNode definitions = all.putObject("tagDefinitions");
    ObjectNode tags = all.putObject("tags");
    ArrayNode resources = all.putArray("serviceResources");
    ObjectNode links = all.putObject("resourceToTagIds");
    all.put("isDelta", false);
    all.put("tagsChangeExtent", "ALL");
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (TableContract table : tables) {
      for (ColumnContract column : table.columns()) {
        ObjectNode resource = resources.addObject();
        int id = resources.size();
        String name = table.fullName() + "." + column.name();
        resource.put("id", id).put("guid", RangerJson.guid(service + "/" + name));
        resource.put("isEnabled", true).put("serviceName", service);
        resource.set("resourceElements", RangerJson.resources(place(table, column)));
        ArrayNode link = links.putArray("" + id);
        for (String tag : names(table, column)) {
          link.add(ids.computeIfAbsent(tag, key -> ids.size() + 1));
        }
      }
    }
    ids.forEach(
        (tag, id) -> {
          String guid = RangerJson.guid("tag/" + tag);
          definitions.putObject("" + id).put("id", id).put("guid", guid).put("name", tag);
          ObjectNode value = tags.putObject("" + id);
          value.put("id", id).put("guid", guid).put("isEnabled", true).put("type", tag);
          value.put("owner", 0);
        });
    return all;
  }

  private Map<String, List<String>> place(TableContract table, ColumnContract column) {
    return Map.of(
        "catalog", List.of(catalog),
        "schema", List.of(table.layer()),
        "table", List.of(table.name()),
        "column", List.of(column.name()));
  }

  private List<String> names(TableContract table, ColumnContract column) {
    List<String> names =
        new ArrayList<>(List.of("HEALTH_" + column.level(), "CAT_" + column.category()));
    masks.tag(table, column).ifPresent(names::add);
    return names;
  }
}
