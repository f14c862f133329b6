package org.yunhe.ingestion.dicom;

import java.util.Locale;

/** A level of the DICOM information model, with the attribute that identifies an object of it. */
enum Level {
  /** Studies; Study Instance UID. */
  STUDY(Tag.STUDY_UID),
  /** Series; Series Instance UID. */
  SERIES(Tag.SERIES_UID),
  /** Instances; SOP Instance UID. */
  INSTANCE(Tag.INSTANCE_UID);

  private final String uidTag;

  Level(String uidTag) {
    this.uidTag = uidTag;
  }

  String uidTag() {
    return uidTag;
  }

  /** Returns the name that topics and keys use. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
