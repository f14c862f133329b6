package org.yunhe.models.mapping;

import java.time.Instant;
import java.util.Map;

/**
 * One row of a source table as the change log carries it.
 *
 * @param source source system
 * @param table table of the source
 * @param key primary key, as the JSON object the change log carries
 * @param position position of the change in the source's log; text order is log order
 * @param changedAt commit time of the change, UTC, or null
 * @param orgCode institution of the row, or null where nobody tells
 * @param columns values by column as texts; a column without value is absent or null
 */
public record SourceRow(
    String source,
    String table,
    String key,
    String position,
    Instant changedAt,
    String orgCode,
    Map<String, String> columns) {}
