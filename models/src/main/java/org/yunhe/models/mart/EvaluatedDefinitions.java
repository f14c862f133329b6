package org.yunhe.models.mart;

import java.util.List;

/**
 * What definitions that are no SQL are evaluated over.
 *
 * @param reads tables and queries
 * @param gives tables
 */
public record EvaluatedDefinitions(List<String> reads, List<String> gives) {}
