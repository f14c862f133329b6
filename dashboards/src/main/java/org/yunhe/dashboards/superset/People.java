package org.yunhe.dashboards.superset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The roles and accounts of people in Superset, made and kept as {@code roles.yaml} says. */
final class People {
  private static final String ROLES = "/api/v1/security/roles/";
  private static final String USERS = "/api/v1/security/users/";
  private static final String ALL = "(page:0,page_size:500)";

  private final SupersetClient superset;

  People(SupersetClient superset) {
    this.superset = superset;
  }

  /**
   * Makes a role for each group, with the right to query the database {@code databaseId}; returns
   * their ids by name, those of Superset's own roles among them.
   */
  Map<String, Integer> roles(Map<String, RoleAsset> groups, int databaseId) {
    Map<String, Integer> ids = idsByName(ROLES, "name");
    for (String group : groups.keySet()) {
      if (!ids.containsKey(group)) {
        ids.put(group, superset.post(ROLES, Map.of("name", group)).path("id").asInt());
      }
      superset.post(
          ROLES + ids.get(group) + "/permissions",
          Map.of("permission_view_menu_ids", List.of(databaseAccess(databaseId))));
    }
    return ids;
  }

  /** Makes or corrects the accounts that belong to a group; returns how many there are. */
  int accounts(
      Map<String, String> passwords, Map<String, RoleAsset> groups, Map<String, Integer> roleIds) {
    Map<String, Integer> ids = idsByName(USERS, "username");
    int count = 0;
    for (Map.Entry<String, String> account : passwords.entrySet()) {
      List<Integer> roles = new ArrayList<>();
      for (RoleAsset group : groups.values()) {
        if (group.holds(account.getKey())) {
          roles.add(roleIds.get(group.name()));
          group.grants().forEach(grant -> roles.add(roleIds.get(grant)));
        }
      }
      if (roles.isEmpty()) {
        continue;
      }
      Map<String, Object> user = new LinkedHashMap<>();
      user.put("username", account.getKey());
      user.put("first_name", account.getKey());
      user.put("last_name", "·");
      user.put("email", account.getKey() + "@localhost");
      user.put("active", true);
      user.put("password", account.getValue());
      user.put("roles", roles.stream().distinct().toList());
      if (ids.containsKey(account.getKey())) {
        superset.put(USERS + ids.get(account.getKey()), user);
      } else {
        superset.post(USERS, user);
      }
      count++;
    }
    return count;
  }

  private int databaseAccess(int databaseId) {
    JsonNode found =
        superset.get(
            "/api/v1/security/permissions-resources/",
            "(page:0,page_size:1000,filters:!((col:permission,opr:rel_o_m,value:"
                + permission()
                + ")))");
    for (JsonNode item : found.path("result")) {
      if (item.path("view_menu").path("name").asText().endsWith("(id:" + databaseId + ")")) {
        return item.path("id").asInt();
      }
    }
    throw new IllegalStateException("Superset has no right for database " + databaseId);
  }

  private int permission() {
    return idsByName("/api/v1/security/permissions/", "name").get("database_access");
  }

  private Map<String, Integer> idsByName(String path, String name) {
    Map<String, Integer> ids = new TreeMap<>();
    superset
        .get(path, ALL)
        .path("result")
        .forEach(item -> ids.put(item.path(name).asText(), item.path("id").asInt()));
    return ids;
  }
}
