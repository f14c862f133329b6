package org.yunhe.ingestion.fhir.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of an export.
 *
 * @param type type of its resources
 * @param url its address
 * @param deletions whether its lines are bundles that tell of deletions
 * @param last whether it is the last one of its type
 */
record ExportFile(String type, URI url, boolean deletions, boolean last) {

  /** Reads the files of a manifest, those of a type together. */
  static List<ExportFile> of(JsonNode manifest, List<String> types) {
    List<ExportFile> files = new ArrayList<>();
    for (String type : types) {
      List<ExportFile> own = new ArrayList<>();
      add(manifest.path("deleted"), type, true, own);
      add(manifest.path("output"), type, false, own);
      for (int i = 0; i < own.size(); i++) {
        ExportFile file = own.get(i);
        files.add(new ExportFile(type, file.url(), file.deletions(), i == own.size() - 1));
      }
    }
    return files;
  }

  private static void add(JsonNode listed, String type, boolean deletions, List<ExportFile> files) {
    for (JsonNode file : listed) {
      String of = file.path("type").asText();
      if (of.equals(type) || deletions && of.equals("Bundle")) {
        files.add(new ExportFile(type, URI.create(file.path("url").asText()), deletions, false));
      }
    }
  }
}
