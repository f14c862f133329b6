package org.yunhe.streaming.landing;

import java.util.Map;
import java.util.regex.Pattern;

/** What a topic holds, told by the first part of its name, {@code <kind>.<source>.<thing>}. */
enum TopicKind {
  /** Changes of a captured database. */
  CDC(ChangeTable.NAME),
  /** Versions of FHIR resources. */
  FHIR(FhirTable.NAME),
  /** Versions of DICOM metadata. */
  DICOM(DicomTable.NAME),
  /** Bytes that a connector, endpoint or file feed could not read. */
  QUARANTINE(QuarantineTable.NAME);

  /** What landing itself could not read; it must not read it again. */
  static final String DEAD_LETTERS = "quarantine.landing";

  private static final Map<String, TopicKind> BY_WORD =
      Map.of("cdc", CDC, "fhir", FHIR, "dicom", DICOM, "quarantine", QUARANTINE);

  private final String table;

  TopicKind(String table) {
    this.table = table;
  }

  /** The topics that landing reads. */
  static Pattern topics() {
    return Pattern.compile("(cdc|fhir|dicom)\\..*|quarantine\\.(?!landing$).*");
  }

  /** The kind of a topic, or null where landing does not know it. */
  static TopicKind of(String topic) {
    int dot = topic.indexOf('.');
    return dot < 0 ? null : BY_WORD.get(topic.substring(0, dot));
  }

  /** The table that its records land in. */
  String table() {
    return table;
  }
}
