package org.yunhe.governance.ranger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The pieces that Ranger's policies are made of, as JSON. */
final class RangerJson {
  static final int ACCESS = 0;
  static final int MASK = 1;
  static final int ROW_FILTER = 2;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RangerJson() {}

  /** A policy on a resource; {@code type} is access, mask or row filter. */
  static ObjectNode policy(
      String service, int type, String name, Map<String, List<String>> resources) {
    ObjectNode policy = JSON.objectNode();
    policy.put("guid", guid(service + "/" + name));
    policy.put("isEnabled", true);
    policy.put("service", service);
    policy.put("name", name);
    policy.put("policyType", type);
    policy.put("policyPriority", 0);
    policy.put("isAuditEnabled", true);
    policy.set("resources", resources(resources));
    return policy;
  }

  /** Resource elements, each with its values. */
  static ObjectNode resources(Map<String, List<String>> resources) {
    ObjectNode elements = JSON.objectNode();
    new TreeMap<>(resources)
        .forEach(
            (kind, values) -> {
              ObjectNode element = elements.putObject(kind);
              element.set("values", texts(values));
              element.put("isExcludes", false);
              element.put("isRecursive", false);
            });
    return elements;
  }

  /** What some roles may do. */
  static ObjectNode item(Collection<String> roles, String... accesses) {
    ObjectNode item = JSON.objectNode();
    ArrayNode list = item.putArray("accesses");
    for (String access : accesses) {
      list.addObject().put("type", access).put("isAllowed", true);
    }
    item.set("roles", texts(roles));
    item.put("delegateAdmin", false);
    return item;
  }

  static ArrayNode texts(Collection<String> values) {
    ArrayNode list = JSON.arrayNode();
    values.forEach(list::add);
    return list;
  }

  /** The same name gives the same identifier, so that a repeated push updates. */
  static String guid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
