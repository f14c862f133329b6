package org.yunhe.models.contract;

/**
 * How far the number of rows may stray from what is usual.
 *
 * @param percent deviation allowed, up and down, in percent (ODCS {@code volume})
 * @param column time or date column by whose local day rows are counted and held against the median
 *     of the same weekday; null where the whole table is held against its last count
 */
public record Volume(int percent, String column) {}
