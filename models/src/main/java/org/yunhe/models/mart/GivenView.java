package org.yunhe.models.mart;

import java.util.Map;
import org.yunhe.models.contract.ColumnType;

/**
 * Something a query reads under a name of its own, which its job lays beside the tables.
 *
 * @param name name in the query
 * @param query query it is the result of, or null
 * @param table table whose columns it has, or null
 * @param of table its rows are made from, or null
 * @param columns its columns where neither query nor table tells them
 */
public record GivenView(
    String name, String query, String table, String of, Map<String, ColumnType> columns) {}
