package org.yunhe.models.standard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yunhe.models.code.Csv;
import org.yunhe.models.resource.ModelResources;

/** Attributes of DICOM by keyword (PS3.6), as far as sources and mappings may name them. */
public final class DicomKeywords {
  private static final String FILE = "standards/dicom-keywords.csv";

  private final Map<String, Attribute> attributes;

  private DicomKeywords(Map<String, Attribute> attributes) {
    this.attributes = attributes;
  }

  /**
   * An attribute.
   *
   * @param tag eight hexadecimal digits, as the DICOM JSON model names it
   * @param vr value representation, such as PN
   */
  public record Attribute(String tag, String vr) {}

  /** Loads the list. */
  public static DicomKeywords load() {
    Map<String, Attribute> attributes = new HashMap<>();
    for (List<String> row : Csv.parse(FILE, ModelResources.read(FILE))) {
      if (!row.get(0).startsWith("#") && !row.get(0).equals("keyword")) {
        attributes.put(row.get(0), new Attribute(row.get(1), row.get(2)));
      }
    }
    return new DicomKeywords(attributes);
  }

  /** Returns the attribute of a keyword, such as {@code StudyInstanceUID}. */
  public Optional<Attribute> find(String keyword) {
    return Optional.ofNullable(attributes.get(keyword));
  }
}
