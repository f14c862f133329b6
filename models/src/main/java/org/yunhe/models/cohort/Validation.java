package org.yunhe.models.cohort;

import java.io.Serializable;

/**
 * How well the definition was found to fit; ppv and n are null where it was never validated.
 *
 * @param ppv positive predictive value, 0 to 1, or null
 * @param n records reviewed, or null
 * @param method how, or that nobody did
 * @param date day of the validation, ISO 8601, or null
 */
public record Validation(Double ppv, Integer n, String method, String date)
    implements Serializable {}
