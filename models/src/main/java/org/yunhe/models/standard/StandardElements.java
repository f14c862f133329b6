package org.yunhe.models.standard;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** The elements of a data model outside that columns may be tied to, one a line in a file. */
public final class StandardElements {
  private final String standard;
  private final String file;
  private final Set<String> elements;

  private StandardElements(String standard, String file) {
    this.standard = standard;
    this.file = file;
    this.elements =
        ModelResources.read(file)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Loads the fields of the OMOP Common Data Model 5.4, such as {@code person.person_id}. */
  public static StandardElements omop() {
    return new StandardElements("OMOP CDM 5.4", "standards/omop-cdm-5.4.txt");
  }

  /** Loads the elements of FHIR R4 (4.0.1), such as {@code Observation.value[x]}. */
  public static StandardElements fhir() {
    return new StandardElements("FHIR R4", "standards/fhir-r4.txt");
  }

  /** Returns whether the standard has the element. */
  public boolean contains(String element) {
    return elements.contains(element);
  }

  /** Returns the element in {@code node}, which must be one of the standard. */
  public String known(YamlNode node) {
    if (!elements.contains(node.text())) {
      throw node.error("'" + node.text() + "' is no element of " + standard, "use one of " + file);
    }
    return node.text();
  }
}
