package org.yunhe.dashboards.superset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.yaml.YamlNode;

/**
 * What a group of people may do in Superset; what data they see is decided in Trino.
 *
 * @param name name of the group, such as {@code analyst}
 * @param accounts accounts in it; a name that ends with {@code *} stands for all that begin so
 * @param grants roles of Superset itself, such as {@code Gamma}
 */
record RoleAsset(String name, List<String> accounts, List<String> grants) {
  static Map<String, RoleAsset> readAll(YamlNode root) {
    Map<String, RoleAsset> roles = new LinkedHashMap<>();
    root.get("roles")
        .fields()
        .forEach(
            (name, node) ->
                roles.put(name, new RoleAsset(name, node.texts("accounts"), node.texts("grants"))));
    return roles;
  }

  /** Returns whether {@code account} is in the group. */
  boolean holds(String account) {
    return accounts.stream()
        .anyMatch(
            pattern ->
                pattern.endsWith("*")
                    ? account.startsWith(pattern.substring(0, pattern.length() - 1))
                    : account.equals(pattern));
  }
}
