package org.yunhe.models.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.yaml.YamlNode;

/**
 * Reads quality rules: items of a contract's ODCS {@code quality} section, or one such item in a
 * file of its own.
 */
final class RuleReader {
  private static final String ENGINE = "yunhe";
  private static final Set<String> SEVERITIES = Set.of("fatal", "warn", "flag");
  private static final Set<String> DIMENSIONS =
      Set.of(
          "accuracy",
          "completeness",
          "conformity",
          "consistency",
          "coverage",
          "timeliness",
          "uniqueness");
  private static final Set<String> AXES =
      Set.of(
          "conformance",
          "completeness",
          "consistency",
          "plausibility",
          "temporal",
          "reference",
          "uniqueness",
          "timeliness");

  private RuleReader() {}

  /** Reads the rules of a table's {@code quality} section; other engines' entries are theirs. */
  static List<RuleContract> readAll(YamlNode table, Faults faults) {
    List<RuleContract> rules = new ArrayList<>();
    table
        .find("quality")
        .ifPresent(
            list ->
                list.items().stream()
                    .filter(rule -> rule.text("engine", "").equals(ENGINE))
                    .forEach(rule -> faults.attempt(() -> read(rule)).ifPresent(rules::add)));
    return List.copyOf(rules);
  }

  /** Reads a rule that stands in a file of its own, which must bear its identifier. */
  static RuleContract readFile(String file, String text) {
    YamlNode rule = YamlNode.parse(file, text, ErrorCode.BAD_MODEL);
    if (!rule.text("engine", "").equals(ENGINE)) {
      throw rule.error("a rule file is for the engine '" + ENGINE + "'", "write 'engine: yunhe'");
    }
    RuleContract read = read(rule);
    if (!file.endsWith("/" + read.id() + ".yaml")) {
      throw rule.get("id").error("the file declares '" + read.id() + "'", "name both the same");
    }
    return read;
  }

  private static RuleContract read(YamlNode rule) {
    Map<String, YamlNode> custom = ContractReader.customProperties(rule);
    YamlNode implementation = rule.get("implementation");
    boolean plain = implementation.isScalar();
    String expression = plain ? implementation.text() : implementation.text("expression", null);
    String references = plain ? null : implementation.text("references", null);
    if ((expression == null) == (references == null)) {
      throw implementation.error(
          "one of expression and references is expected",
          "write the condition, or 'references:' and the column");
    }
    String type = rule.text("type", "library");
    if (!type.equals("custom")) {
      throw rule.error(
          "the type of a rule of yunhe is custom, not " + type, "write 'type: custom'");
    }
    return new RuleContract(
        rule.get("id").text(),
        rule.get("name").text(),
        custom(rule, custom, "nameZh").text(),
        rule.get("description").text(),
        custom(rule, custom, "descriptionZh").text(),
        oneOf(rule.get("dimension"), DIMENSIONS),
        oneOf(custom(rule, custom, "axis"), AXES),
        oneOf(rule.get("severity"), SEVERITIES),
        expression == null ? null : expression.strip(),
        custom.containsKey("column") ? custom.get("column").text() : null,
        references,
        rule.get("id").place());
  }

  private static YamlNode custom(YamlNode rule, Map<String, YamlNode> custom, String property) {
    if (!custom.containsKey(property)) {
      throw rule.error("custom property " + property + " is missing", "add it");
    }
    return custom.get(property);
  }

  private static String oneOf(YamlNode node, Set<String> allowed) {
    if (!allowed.contains(node.text())) {
      throw node.error(
          "'" + node.text() + "' is not allowed", "use one of " + new java.util.TreeSet<>(allowed));
    }
    return node.text();
  }
}
