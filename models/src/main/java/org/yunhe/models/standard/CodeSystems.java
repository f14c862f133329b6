package org.yunhe.models.standard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** The code systems that models may name: {@code standards/code-systems.yaml}. */
public final class CodeSystems {
  private static final String FILE = "standards/code-systems.yaml";

  private final Map<String, CodeSystem> systems;

  private CodeSystems(Map<String, CodeSystem> systems) {
    this.systems = systems;
  }

  /** Loads the list on the class path. */
  public static CodeSystems load() {
    return parse(FILE, ModelResources.read(FILE));
  }

  /** Reads a list from its text; {@code file} is named in complaints. */
  public static CodeSystems parse(String file, String text) {
    Map<String, CodeSystem> systems = new LinkedHashMap<>();
    YamlNode.parse(file, text, ErrorCode.BAD_MODEL)
        .get("systems")
        .fields()
        .forEach((name, node) -> systems.put(name, system(name, node)));
    return new CodeSystems(systems);
  }

  private static CodeSystem system(String name, YamlNode node) {
    node.onlyKeys("zh", "en", "publisher", "version", "uri", "verified");
    return new CodeSystem(
        name,
        node.get("en").text(),
        node.get("zh").text(),
        node.get("publisher").text(),
        node.get("version").text(),
        node.text("uri", null),
        node.flag("verified", true));
  }

  /** Returns all of them in the order of the file. */
  public List<CodeSystem> all() {
    return List.copyOf(systems.values());
  }

  /** Returns the name of the code system in {@code node}, which must be known. */
  public String known(YamlNode node) {
    if (!systems.containsKey(node.text())) {
      throw node.error(
          "code system '" + node.text() + "' is not known",
          "use one of " + FILE + " or add it there");
    }
    return node.text();
  }
}
