package org.yunhe.models.contract;

import java.time.Duration;
import java.time.Period;

/**
 * What a table promises (ODCS {@code slaProperties}).
 *
 * @param retention how long rows are kept (ISO 8601 period)
 * @param freshness how old its newest row may be, or null where nothing is promised
 * @param volume how many rows are usual, or null where nothing is promised
 * @param latency time from the event to the row, for live tables, or null
 */
public record ServiceLevel(
    Period retention, Freshness freshness, Volume volume, Duration latency) {}
