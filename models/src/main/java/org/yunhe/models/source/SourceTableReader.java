package org.yunhe.models.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yunhe.models.standard.DicomKeywords;
import org.yunhe.models.view.ViewCatalog;
import org.yunhe.models.yaml.YamlNode;

/**
 * Reads what a source declares of one table: key and columns of a database's table, those of the
 * view of a FHIR resource type, keywords of a DICOM level.
 */
final class SourceTableReader {
  private static final List<String> FHIR_KEY = List.of("id");
  private static final Map<String, List<String>> DICOM_KEYS =
      Map.of(
          "study", List.of("StudyInstanceUID"),
          "series", List.of("StudyInstanceUID", "SeriesInstanceUID"),
          "instance", List.of("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"));

  private final SourceProtocol protocol;
  private final ViewCatalog views;

  SourceTableReader(SourceProtocol protocol, ViewCatalog views) {
    this.protocol = protocol;
    this.views = views;
  }

  SourceTable read(String name, YamlNode node) {
    return switch (protocol) {
      case FHIR -> fhir(name, node);
      case DICOMWEB -> dicom(name, node);
      default -> table(name, node, node.texts("key"), node.texts("columns"));
    };
  }

  private SourceTable fhir(String name, YamlNode node) {
    node.onlyKeys("description", "unmapped");
    List<String> columns = views.find(name).map(view -> view.names()).orElse(FHIR_KEY);
    if (node.find("unmapped").isEmpty() && views.find(name).isEmpty()) {
      throw node.error(
          "there is no view of " + name,
          "add views/" + name + ".json, or say in 'unmapped' why nothing reads it");
    }
    if (!columns.containsAll(FHIR_KEY)) {
      throw node.error(
          views.find(name).orElseThrow().file() + " gives no column 'id'",
          "add {\"name\": \"id\", \"path\": \"id\"} to it");
    }
    return table(name, node, FHIR_KEY, columns);
  }

  private SourceTable dicom(String name, YamlNode node) {
    List<String> key = DICOM_KEYS.get(name);
    if (key == null) {
      throw node.error(
          "'" + name + "' is no level", "use one of " + new TreeSet<>(DICOM_KEYS.keySet()));
    }
    DicomKeywords keywords = DicomKeywords.load();
    List<YamlNode> columns = node.find("columns").map(YamlNode::items).orElse(List.of());
    for (YamlNode column : columns) {
      if (keywords.find(column.text()).isEmpty()) {
        throw column.error(
            "'" + column.text() + "' is no keyword of DICOM that is known here",
            "correct it, or add its line to standards/dicom-keywords.csv");
      }
    }
    return table(name, node, key, columns.stream().map(YamlNode::text).toList());
  }

  private static SourceTable table(
      String name, YamlNode node, List<String> key, List<String> columns) {
    YamlNode description = node.get("description");
    if (key.isEmpty()) {
      throw node.error("the key is missing", "list the columns of the primary key");
    }
    if (!Set.copyOf(columns).containsAll(key)) {
      throw node.error("the key " + key + " is not among the columns", "add it to the columns");
    }
    return new SourceTable(
        name,
        description.get("en").text(),
        description.get("zh").text(),
        key,
        columns,
        node.text("unmapped", null));
  }
}
