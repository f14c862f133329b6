package org.yunhe.governance.ranger;

import static org.yunhe.governance.ranger.RangerJson.item;
import static org.yunhe.governance.ranger.RangerJson.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;
import org.yunhe.models.access.Role;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * Who may do what on which resource of Trino: every column is named, so that one nobody declared is
 * denied.
 */
final class ResourcePolicies {
  private static final List<String> ALL = List.of("*");

  private final AccessPolicy access;
  private final Readers readers;
  private final SensitiveRows sensitive;
  private final String service;
  private final String catalog;

  ResourcePolicies(
      AccessPolicy access,
      Readers readers,
      SensitiveRows sensitive,
      String service,
      String catalog) {
    this.access = access;
    this.readers = readers;
    this.sensitive = sensitive;
    this.service = service;
    this.catalog = catalog;
  }

  List<ObjectNode> of(List<TableContract> tables) {
    List<ObjectNode> policies = new ArrayList<>(general());
    policies.addAll(technical());
    for (TableContract table : tables) {
      policies.addAll(columns(table));
      rowFilter(table).ifPresent(policies::add);
    }
    return policies;
  }

  /** What every account needs to ask anything, and whom a service may act for. */
  private List<ObjectNode> general() {
    Set<String> everyone = readers.roles().keySet();
    List<ObjectNode> policies = new ArrayList<>();
    policies.add(allow("run queries", Map.of("queryid", ALL), everyone, "execute"));
    policies.add(
        allow("be oneself", Map.of("trinouser", List.of("{USER}")), everyone, "impersonate"));
    policies.add(
        allow(
            "list what one may see",
            table(catalog, "information_schema", ALL, ALL),
            everyone,
            "select",
            "show",
            "use"));
    policies.add(
        allow("JDBC metadata", table("system", "jdbc", ALL, ALL), everyone, "select", "show"));
    policies.add(
        allow(
            "table comments",
            table("system", "metadata", List.of("table_comments"), ALL),
            everyone,
            "select",
            "show"));
    readers
        .roles()
        .forEach(
            (name, role) -> {
              List<String> users =
                  access.accounts().values().stream()
                      .filter(account -> role.impersonates().contains(account.role()))
                      .map(Account::name)
                      .toList();
              if (!users.isEmpty()) {
                policies.add(
                    allow(
                        name + " queries on behalf of",
                        Map.of("trinouser", users),
                        List.of(name),
                        "impersonate"));
              }
            });
    return policies;
  }

  private List<ObjectNode> technical() {
    List<String> roles =
        readers.roles().entrySet().stream()
            .filter(entry -> entry.getValue().technical())
            .map(Map.Entry::getKey)
            .toList();
    List<ObjectNode> policies = new ArrayList<>();
    if (roles.isEmpty()) {
      return policies;
    }
    List<Map<String, List<String>>> everything =
        List.of(
            Map.of("catalog", ALL),
            Map.of("catalog", ALL, "schema", ALL),
            Map.of("catalog", ALL, "schema", ALL, "table", ALL),
            table("*", "*", ALL, ALL),
            Map.of("catalog", ALL, "sessionproperty", ALL),
            Map.of("catalog", ALL, "schema", ALL, "procedure", ALL),
            Map.of("catalog", ALL, "schema", ALL, "schemafunction", ALL),
            Map.of("systemproperty", ALL),
            Map.of("function", ALL),
            Map.of("sysinfo", ALL));
    for (Map<String, List<String>> resource : everything) {
      String name = resource.keySet().stream().sorted().collect(Collectors.joining(" "));
      policies.add(allow("technical: every " + name, resource, roles, "all"));
    }
    return policies;
  }

  private List<ObjectNode> columns(TableContract table) {
    Map<Set<String>, List<String>> columnsByReaders = new LinkedHashMap<>();
    for (ColumnContract column : table.columns()) {
      Set<String> who = readers.of(table, column).keySet();
      if (!who.isEmpty()) {
        columnsByReaders.computeIfAbsent(who, key -> new ArrayList<>()).add(column.name());
      }
    }
    List<ObjectNode> policies = new ArrayList<>();
    Set<String> tableReaders = readers.of(table).keySet();
    if (!tableReaders.isEmpty()) {
      policies.add(
          allow(
              table.fullName(),
              Map.of(
                  "catalog", List.of(catalog),
                  "schema", List.of(table.layer()),
                  "table", List.of(table.name())),
              tableReaders,
              "select",
              "show"));
    }
    columnsByReaders.forEach(
        (who, columns) ->
            policies.add(
                allow(
                    table.fullName() + " for " + String.join(", ", who),
                    table(catalog, table.layer(), List.of(table.name()), columns),
                    who,
                    "select",
                    "show")));
    return policies;
  }

  private java.util.Optional<ObjectNode> rowFilter(TableContract table) {
    ObjectNode policy =
        policy(
            service,
            RangerJson.ROW_FILTER,
            "rows of " + table.fullName(),
            Map.of(
                "catalog", List.of(catalog),
                "schema", List.of(table.layer()),
                "table", List.of(table.name())));
    var items = policy.putArray("rowFilterPolicyItems");
    readers
        .of(table)
        .forEach(
            (name, role) -> {
              String filter = filter(table, name, role);
              if (!filter.isEmpty()) {
                ObjectNode item = item(List.of(name), "select");
                item.putObject("rowFilterInfo").put("filterExpr", filter);
                items.add(item);
              }
            });
    return items.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(policy);
  }

  private String filter(TableContract table, String rangerRole, Role role) {
    List<String> conditions = new ArrayList<>();
    if (role.ownRowsOnly() && !access.rows().isPublic(table)) {
      String orgs =
          readers.members().get(rangerRole).get(0).orgs().stream()
              .map(org -> "'" + org + "'")
              .collect(Collectors.joining(", "));
      conditions.add(
          access.rows().columns(table).stream()
              .map(column -> ownRows(column, orgs))
              .collect(Collectors.joining(" OR ", "(", ")")));
    }
    if (!role.sensitiveRows()) {
      sensitive.filter(table).ifPresent(conditions::add);
    }
    return String.join(" AND ", conditions);
  }

  private static String ownRows(ColumnContract column, String orgs) {
    return switch (column.type().kind()) {
      case STRING_ARRAY -> "arrays_overlap(" + column.name() + ", ARRAY[" + orgs + "])";
      default -> column.name() + " IN (" + orgs + ")";
    };
  }

  private ObjectNode allow(
      String name,
      Map<String, List<String>> resources,
      Collection<String> roles,
      String... accesses) {
    ObjectNode policy = policy(service, RangerJson.ACCESS, name, resources);
    policy.putArray("policyItems").add(item(roles, accesses));
    return policy;
  }

  private static Map<String, List<String>> table(
      String catalog, String schema, List<String> tables, List<String> columns) {
    return Map.of(
        "catalog", List.of(catalog), "schema", List.of(schema), "table", tables, "column", columns);
  }
}
