package org.yunhe.streaming.landing;

import java.util.List;

/** The columns of {@code raw.fhir}, in the order in which rows are built. */
final class FhirTable {
  static final String NAME = "raw.fhir";

  static final List<String> COLUMNS =
      List.of(
          "source",
          "resource_type",
          "op",
          "source_ts",
          "source_position",
          "version_id",
          "road",
          "org_code",
          "topic",
          "partition",
          "offset",
          "ingested_at",
          "resource_id",
          "key",
          "resource");

  private FhirTable() {}
}
