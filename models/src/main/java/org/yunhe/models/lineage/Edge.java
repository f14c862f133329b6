package org.yunhe.models.lineage;

/**
 * One table feeds another.
 *
 * @param from table, or {@code source.table} of a source system
 * @param to table it feeds
 * @param by file that says so: a mapping, a query, a definition, or the contract of {@code to}
 */
public record Edge(String from, String to, String by) {}
