package org.yunhe.models.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.FileFaults;
import org.yunhe.models.yaml.YamlNode;

/**
 * Reads the policy file to its end and reports every fault in it: a key, right, type or role that
 * is not known is one.
 */
final class PolicyReader {
  private static final List<String> LEVELS = List.of("L1", "L2", "L3", "L4", "L5");
  private static final Set<String> TYPES =
      Set.of(
          "string", "int", "long", "double", "boolean", "date", "timestamptz", "decimal", "array");
  private static final Map<String, Right> RIGHTS =
      Map.of("clear", Right.CLEAR, "masked", Right.MASKED, "denied", Right.DENIED);

  private final FileFaults faults;

  PolicyReader(Faults faults) {
    this.faults = new FileFaults(faults);
  }

  /** Reads a file; gives nothing where it is faulty. */
  Optional<AccessPolicy> read(String file, String text) {
    return faults
        .attempt(() -> YamlNode.parse(file, text, ErrorCode.BAD_MODEL))
        .flatMap(top -> faults.unlessFaulty(policy(file, top)));
  }

  private AccessPolicy policy(String file, YamlNode top) {
    top.onlyKeys(faults, "accounts", "masks", "roles", "rows", "sensitive");
    Map<String, Role> roles = entries(top, "roles", PolicyReader::role);
    Map<String, YamlNode> named =
        top.find("roles").filter(node -> !node.isScalar()).map(YamlNode::fields).orElse(Map.of());
    named.values().forEach(node -> faults.check(() -> impersonates(node, named.keySet())));
    // Where no role can be told, what accounts say of theirs cannot be judged.
    Map<String, Account> accounts =
        named.isEmpty()
            ? Map.of()
            : entries(top, "accounts", (name, node) -> account(name, node, roles, named.keySet()));
    Map<String, Mask> masks = entries(top, "masks", PolicyReader::mask);
    return new AccessPolicy(
        roles,
        accounts,
        List.copyOf(masks.values()),
        faults.read(() -> rows(top.get("rows"))),
        faults.read(() -> sensitive(top.get("sensitive"))),
        file);
  }

  /** Reads each entry of a mapping; the faults of an entry are its own. */
  private <T> Map<String, T> entries(
      YamlNode top, String key, BiFunction<String, YamlNode, T> read) {
    Map<String, T> entries = new LinkedHashMap<>();
    faults
        .attempt(() -> fields(top, key))
        .ifPresent(
            fields ->
                fields.forEach(
                    (name, node) ->
                        faults
                            .attempt(() -> read.apply(name, node))
                            .ifPresent(entry -> entries.put(name, entry))));
    return entries;
  }

  private static Map<String, YamlNode> fields(YamlNode top, String key) {
    return top.get(key).fields();
  }

  private static void impersonates(YamlNode role, Set<String> roles) {
    role.find("impersonates").ifPresent(list -> list.items().forEach(item -> oneOf(item, roles)));
  }

  private static RowScope rows(YamlNode node) {
    known(node, Set.of("institution_columns", "public"));
    return new RowScope(node.texts("institution_columns"), node.texts("public"));
  }

  private static Sensitive sensitive(YamlNode node) {
    known(node, Set.of("codes", "code_system", "columns"));
    Map<String, String> columns = new LinkedHashMap<>();
    node.find("columns")
        .ifPresent(
            list -> list.fields().forEach((column, rows) -> columns.put(column, rows.text())));
    return new Sensitive(node.get("codes").text(), node.get("code_system").text(), columns);
  }

  private static Role role(String name, YamlNode node) {
    known(
        node,
        Set.of(
            "text",
            "technical",
            "impersonates",
            "reads",
            "levels",
            "rows",
            "sensitive",
            "clear",
            "decrypts"));
    YamlNode text = node.get("text");
    Map<String, Right> levels = new LinkedHashMap<>();
    node.find("levels")
        .ifPresent(
            rights -> {
              known(rights, LEVELS);
              rights.fields().forEach((level, right) -> levels.put(level, right(right)));
            });
    boolean own = node.text("rows", "region").equals("own");
    if (!own) {
      node.find("rows").ifPresent(rows -> oneOf(rows, List.of("region")));
    }
    boolean seesSensitive = node.text("sensitive", "hidden").equals("shown");
    if (!seesSensitive) {
      node.find("sensitive").ifPresent(rows -> oneOf(rows, List.of("hidden")));
    }
    return new Role(
        identifier(name, node),
        text.get("zh").text(),
        text.get("en").text(),
        node.flag("technical", false),
        node.texts("impersonates"),
        node.texts("reads"),
        levels,
        own,
        seesSensitive,
        node.texts("clear"),
        node.flag("decrypts", false));
  }

  private static Account account(
      String name, YamlNode node, Map<String, Role> roles, Set<String> named) {
    known(node, Set.of("role", "orgs"));
    String role = oneOf(node.get("role"), named);
    List<String> orgs = node.texts("orgs");
    if (roles.containsKey(role) && roles.get(role).ownRowsOnly() && orgs.isEmpty()) {
      throw node.error(
          "role " + role + " sees its own institutions only, and none is named",
          "add 'orgs: [CODE]'");
    }
    for (String org : orgs) {
      if (!org.matches("[0-9A-Za-z_-]+")) {
        throw node.error("'" + org + "' is no institution code", "use letters and digits");
      }
    }
    return new Account(identifier(name, node), role, orgs);
  }

  private static Mask mask(String name, YamlNode node) {
    known(node, Set.of("columns", "types", "levels", "as"));
    node.find("types").ifPresent(list -> list.items().forEach(type -> oneOf(type, TYPES)));
    node.find("levels").ifPresent(list -> list.items().forEach(level -> oneOf(level, LEVELS)));
    return new Mask(
        identifier(name, node),
        node.texts("columns"),
        node.texts("types"),
        node.texts("levels"),
        node.text("as", null));
  }

  private static Right right(YamlNode node) {
    return RIGHTS.get(oneOf(node, RIGHTS.keySet()));
  }

  private static String identifier(String name, YamlNode node) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw node.error("'" + name + "' is no name", "use small letters, digits and _");
    }
    return name;
  }

  private static String oneOf(YamlNode node, Collection<String> known) {
    if (!known.contains(node.text())) {
      throw node.error(
          "'" + node.text() + "' is not known", "use one of " + known.stream().sorted().toList());
    }
    return node.text();
  }

  private static void known(YamlNode node, Collection<String> keys) {
    node.fields()
        .forEach(
            (key, value) -> {
              if (!keys.contains(key)) {
                throw value.error(
                    "'" + key + "' is not known", "use one of " + keys.stream().sorted().toList());
              }
            });
  }
}
