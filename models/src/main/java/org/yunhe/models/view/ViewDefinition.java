package org.yunhe.models.view;

import java.util.List;

/**
 * A SQL-on-FHIR ViewDefinition: how a resource of one type becomes rows of texts.
 *
 * @param resource resource type, such as Encounter
 * @param columns its columns in their order
 * @param repeats whether one resource may give several rows
 * @param json the whole definition
 * @param file path of the file
 */
public record ViewDefinition(
    String resource, List<ViewColumn> columns, boolean repeats, String json, String file) {

  /** Returns the names of the columns. */
  public List<String> names() {
    return columns.stream().map(ViewColumn::name).toList();
  }
}
