package org.yunhe.models.sql;

import java.util.List;

/**
 * A function that a query calls.
 *
 * @param name name in lower case
 * @param texts its arguments: the text of a literal, or null for anything else
 * @param line line it stands on, from 1
 */
public record Call(String name, List<String> texts, int line) {}
