package org.yunhe.jobs;

import java.util.Map;

/**
 * What a finished run did, as {@code ops.job_run} keeps it.
 *
 * @param fromSnapshot snapshot of the input it continued from, exclusive; null for a full run
 * @param toSnapshot snapshot of the input it read up to, inclusive; null where there was no input
 * @param rowsRead rows read from the input
 * @param rowsWritten rows inserted, updated or deleted
 * @param detail further counts, kept as a JSON object
 */
public record JobResult(
    Long fromSnapshot,
    Long toSnapshot,
    long rowsRead,
    long rowsWritten,
    Map<String, Object> detail) {}
