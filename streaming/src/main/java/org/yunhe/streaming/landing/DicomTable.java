package org.yunhe.streaming.landing;

import java.util.List;

/** The columns of {@code raw.dicom}, in the order in which rows are built. */
final class DicomTable {
  static final String NAME = "raw.dicom";

  static final List<String> COLUMNS =
      List.of(
          "source",
          "level",
          "op",
          "source_ts",
          "source_position",
          "org_code",
          "topic",
          "partition",
          "offset",
          "ingested_at",
          "study_uid",
          "key",
          "metadata");

  private DicomTable() {}
}
