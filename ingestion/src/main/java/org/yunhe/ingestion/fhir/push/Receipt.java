package org.yunhe.ingestion.fhir.push;

import java.util.List;
import org.yunhe.ingestion.fhir.FhirRecord;

/**
 * What became of one resource.
 *
 * @param record the record of it
 * @param repeated whether it had been taken before, so that nothing was written now
 * @param issues remarks on it, none of which refuses
 */
record Receipt(FhirRecord record, boolean repeated, List<Issue> issues) {}
