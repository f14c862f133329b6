package org.yunhe.models.cohort;

import java.io.Serializable;

/**
 * Events near which others do not count, such as creatinine in the weeks around acute kidney
 * injury.
 *
 * @param near the events
 * @param days days before and after each of them, inclusive
 */
public record Ignore(EventFilter near, int days) implements Serializable {}
