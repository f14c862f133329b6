package org.yunhe.governance.ranger;

import static org.yunhe.governance.ranger.RangerJson.item;
import static org.yunhe.governance.ranger.RangerJson.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.access.Right;

/** What holds for a tag wherever it stands: a level that roles are denied, a mask. */
final class TagPolicies {
  private static final String SELECT = "trino:select";

  private final Readers readers;
  private final ColumnMasks masks;
  private final String service;

  TagPolicies(Readers readers, ColumnMasks masks, String service) {
    this.readers = readers;
    this.masks = masks;
    this.service = service;
  }

  List<ObjectNode> all() {
    List<ObjectNode> policies = new ArrayList<>();
    for (String level : List.of("L1", "L2", "L3", "L4", "L5")) {
      List<String> denied =
          readers.roles().entrySet().stream()
              .filter(role -> role.getValue().right(level, "") == Right.DENIED)
              .map(Map.Entry::getKey)
              .toList();
      if (!denied.isEmpty()) {
        ObjectNode policy = onTag(RangerJson.ACCESS, "level " + level, "HEALTH_" + level);
        policy.putArray("denyPolicyItems").add(item(denied, SELECT));
        policies.add(policy);
      }
    }
    masks.byTag().forEach((tag, expressions) -> policies.add(mask(tag, expressions)));
    return policies;
  }

  private ObjectNode mask(String tag, Map<String, String> expressions) {
    ObjectNode policy = onTag(RangerJson.MASK, "mask " + tag, tag);
    Map<String, List<String>> rolesByExpression = new LinkedHashMap<>();
    expressions.forEach(
        (role, sql) -> rolesByExpression.computeIfAbsent(sql, key -> new ArrayList<>()).add(role));
    var items = policy.putArray("dataMaskPolicyItems");
    rolesByExpression.forEach(
        (sql, roles) -> {
          ObjectNode item = item(roles, SELECT);
          ObjectNode info = item.putObject("dataMaskInfo");
          if (sql.equals(ColumnMasks.NULL)) {
            info.put("dataMaskType", "trino:MASK_NULL");
          } else {
            info.put("dataMaskType", "trino:CUSTOM").put("valueExpr", sql);
          }
          items.add(item);
        });
    return policy;
  }

  private ObjectNode onTag(int type, String name, String tag) {
    return policy(service, type, name, Map.of("tag", List.of(tag)));
  }
}
