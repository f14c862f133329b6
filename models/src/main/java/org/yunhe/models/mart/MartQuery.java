package org.yunhe.models.mart;

import java.util.List;
import java.util.Map;

/**
 * One query of {@code marts/}.
 *
 * @param name name of the file, by which other queries read its result
 * @param gives table its result is written to, or null where only other queries read it
 * @param added columns of that table that the job adds
 * @param given what it reads that is neither table nor query, by name
 * @param sql Spark SQL
 * @param file path of the file
 */
public record MartQuery(
    String name,
    String gives,
    List<String> added,
    Map<String, GivenView> given,
    String sql,
    String file) {}
