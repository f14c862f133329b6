package org.yunhe.models.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.standard.CodeSystems;
import org.yunhe.models.yaml.YamlNode;

/** The declarations of all value sets, {@code codes/*.yaml}, held against their lists. */
public final class ValueSets {
  private static final String FOLDER = "codes";
  private static final Pattern VERSION = Pattern.compile("\\d+[.]\\d+[.]\\d+");
  private static final Set<String> GIVEN =
      Set.of("local_code", "local_name", "code", "display", "valid_from", "valid_to");

  private final Map<String, ValueSet> sets;

  private ValueSets(Map<String, ValueSet> sets) {
    this.sets = sets;
  }

  /** Loads every value set on the class path; the first fault ends the reading. */
  public static ValueSets load() {
    return load(Faults.FIRST);
  }

  /** Loads every value set on the class path and checks its lists; faults are reported. */
  public static ValueSets load(Faults faults) {
    CodeSystems systems = CodeSystems.load();
    Map<String, ValueSet> sets = new LinkedHashMap<>();
    for (String file : ModelResources.list(FOLDER, ".yaml")) {
      faults
          .attempt(() -> parse(file, ModelResources.read(file), systems))
          .ifPresent(set -> sets.put(set.name(), set));
    }
    for (String file : ModelResources.list(FOLDER, ".csv")) {
      faults.check(() -> checkList(file, ModelResources.read(file), sets));
    }
    return new ValueSets(sets);
  }

  /** Reads one declaration from its text; {@code file} is named in complaints. */
  public static ValueSet parse(String file, String text, CodeSystems systems) {
    YamlNode root = YamlNode.parse(file, text, ErrorCode.BAD_MODEL);
    root.onlyKeys("value_set", "name", "system", "version", "source", "note", "attributes");
    YamlNode name = root.get("value_set");
    if (!file.equals(FOLDER + "/" + name.text() + ".yaml")) {
      throw name.error("the file declares '" + name.text() + "'", "name both the same");
    }
    YamlNode version = root.get("version");
    if (!VERSION.matcher(version.text()).matches()) {
      throw version.error("'" + version.text() + "' is no version", "write for instance 1.0.0");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    root.find("attributes")
        .ifPresent(
            columns ->
                columns.fields().forEach((column, node) -> attributes.put(column, node.text())));
    return new ValueSet(
        name.text(),
        root.get("name").get("en").text(),
        root.get("name").get("zh").text(),
        systems.known(root.get("system")),
        version.text(),
        root.get("source").text(),
        Map.copyOf(attributes));
  }

  /** Returns all value sets, ordered by name. */
  public List<ValueSet> all() {
    return List.copyOf(sets.values());
  }

  /** Returns the value set of that name, if it is declared. */
  public Optional<ValueSet> find(String name) {
    return Optional.ofNullable(sets.get(name));
  }

  private static void checkList(String file, String text, Map<String, ValueSet> sets) {
    String name = file.split("/", -1)[1];
    ValueSet set = sets.get(name);
    if (set == null) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          file + ":1: no file declares the value set '" + name + "'",
          "add codes/" + name + ".yaml with value_set, name, system, version and source");
    }
    Set<String> unknown = new TreeSet<>(Csv.parse(file, text).getFirst());
    unknown.removeAll(GIVEN);
    unknown.removeAll(set.attributes().keySet());
    if (!unknown.isEmpty()) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          file + ":1: codes/" + name + ".yaml does not say what " + unknown + " means",
          "add it to 'attributes' there");
    }
  }
}
