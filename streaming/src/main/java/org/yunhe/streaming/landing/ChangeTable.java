package org.yunhe.streaming.landing;

import java.util.List;

/** The columns of {@code raw.change}, in the order in which rows are built. */
final class ChangeTable {
  static final String NAME = "raw.change";

  static final List<String> COLUMNS =
      List.of(
          "source",
          "source_table",
          "op",
          "source_ts",
          "source_position",
          "org_code",
          "topic",
          "partition",
          "offset",
          "ingested_at",
          "key",
          "before",
          "after");

  private ChangeTable() {}
}
