package org.yunhe.jobs.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.yunhe.jobs.spark.Lake;

/** Writes resources into {@code raw.fhir} the way the landing job does. */
public final class TestingFhir {
  private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

  private final Lake lake;
  private final String source;
  private final List<Row> pending = new ArrayList<>();
  private long offset;

  /** A source whose resources land in a lake. */
  public TestingFhir(Lake lake, String source) {
    this.lake = lake;
    this.source = source;
  }

  /** A version of a resource; {@code elements} are the members of its JSON beside type and id. */
  public TestingFhir put(String type, String id, long version, String elements) {
    String resource =
        "{\"resourceType\":\"%s\",\"id\":\"%s\"%s%s}"
            .formatted(type, id, elements.isEmpty() ? "" : ",", elements);
    return add("u", type, id, version, null, resource);
  }

  /** Anything that came as the resource of that type and id. */
  public TestingFhir raw(String type, String id, long version, String orgCode, String resource) {
    return add("u", type, id, version, orgCode, resource);
  }

  /** A deletion. */
  public TestingFhir delete(String type, String id, long version) {
    return add("d", type, id, version, null, null);
  }

  private TestingFhir add(
      String op, String type, String id, long version, String orgCode, String resource) {
    Instant at = TIME.plusSeconds(version);
    pending.add(
        RowFactory.create(
            source,
            type,
            op,
            at,
            String.format(Locale.ROOT, "%020d/%020d", at.toEpochMilli(), version),
            "" + version,
            "file",
            orgCode,
            "fhir." + source + "." + type,
            0,
            offset++,
            at,
            id,
            "{\"id\":\"" + id + "\"}",
            resource));
    return this;
  }

  /** Lands what was put as one snapshot. */
  public void land() {
    lake.append(
        lake.spark().createDataFrame(pending, lake.read("raw.fhir").schema()).coalesce(1),
        "raw.fhir");
    pending.clear();
  }
}
