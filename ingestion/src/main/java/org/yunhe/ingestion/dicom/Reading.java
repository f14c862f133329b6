package org.yunhe.ingestion.dicom;

import java.util.List;

/**
 * What changed in one study.
 *
 * @param study Study Instance UID
 * @param changes new versions, the study's first
 * @param known what is known of the study then; null where nothing of it is left
 * @param malformed what could not be read on the way
 */
record Reading(String study, List<Change> changes, Known known, List<Malformed> malformed) {}
