package org.yunhe.jobs.roads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.yaml.YamlNode;

/**
 * Two sources that bring the records of one institution, and how they are compared: {@code
 * roads/<second>/<core table>.sql} lists the records of a table with what they match by, {@code
 * roads/<second>.yaml} says in words what each rule explains.
 *
 * @param first source whose records the other repeats
 * @param second source that repeats them
 * @param queries queries by core table
 * @param rules what each rule says
 */
record RoadPair(String first, String second, Map<String, String> queries, Map<String, Rule> rules) {
  /** What a rule says, in two languages. */
  record Rule(String zh, String en) {}

  /** Rules of the job itself, which hold for every pair. */
  private static final Map<String, Rule> OWN =
      Map.of(
          "matched",
          new Rule("两通道一致", "on both roads"),
          "matched_other_class",
          new Rule("两通道一致，类别不同", "on both roads, classed otherwise"),
          "several_for_one",
          new Rule("同一记录在此通道多于彼通道", "one thing that this road has as more records than the other"),
          "code_of_one_road",
          new Rule("彼通道对任何人都没有此编码", "a code that the other road has for nobody"),
          "unexplained",
          new Rule("无规则可解释", "explained by no rule"));

  /** Returns every pair of roads that has queries. */
  static List<RoadPair> of(Iterable<SourceDefinition> sources) {
    List<RoadPair> pairs = new ArrayList<>();
    for (SourceDefinition source : sources) {
      if (source.repeats() != null) {
        Map<String, String> queries = queries(source);
        if (!queries.isEmpty()) {
          pairs.add(new RoadPair(source.repeats(), source.source(), queries, rules(source)));
        }
      }
    }
    return pairs;
  }

  private static Map<String, String> queries(SourceDefinition source) {
    Map<String, String> queries = new LinkedHashMap<>();
    for (String file : ModelResources.list("roads/" + source.source(), ".sql")) {
      String table = file.substring(file.lastIndexOf('/') + 1, file.length() - ".sql".length());
      queries.put(
          table,
          ModelResources.read(file)
              .replace("${first}", source.repeats())
              .replace("${second}", source.source()));
    }
    return queries;
  }

  private static Map<String, Rule> rules(SourceDefinition source) {
    String file = "roads/" + source.source() + ".yaml";
    Map<String, Rule> rules = new LinkedHashMap<>(OWN);
    YamlNode.parse(file, ModelResources.read(file), ErrorCode.BAD_MODEL)
        .get("rules")
        .fields()
        .forEach(
            (name, node) ->
                rules.put(name, new Rule(node.get("zh").text(), node.get("en").text())));
    return rules;
  }

  /** Returns what a rule says; one that the file does not tell is a fault of the file. */
  Rule rule(String name) {
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          "roads/" + second + ".yaml:1: rule '" + name + "' is not told",
          "add it with its text in zh and en");
    }
    return rule;
  }
}
