package org.yunhe.models.contract;

import java.time.Duration;

/**
 * How old the newest row of a table may be while its sources deliver.
 *
 * @param limit greatest age (ODCS {@code freshness}, ISO 8601)
 * @param column time or date column whose greatest value tells the age, UTC
 */
public record Freshness(Duration limit, String column) {}
