package org.yunhe.models.source;

/**
 * How rows of a product's tables become rows of one core table: one Spark SQL file.
 *
 * @param product product (or source) whose tables it reads
 * @param target table it fills, such as {@code core.encounter}
 * @param part what tells it from other files of the same target, or empty
 * @param sql text with {@code ${source}} and {@code ${timezone}} still to be filled in
 * @param file path of the file
 */
public record Mapping(String product, String target, String part, String sql, String file) {}
