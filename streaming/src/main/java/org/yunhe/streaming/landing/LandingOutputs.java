package org.yunhe.streaming.landing;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/**
 * The side outputs of reading: changes of databases are the main one, for there are most of them.
 *
 * @param fhir rows of {@code raw.fhir}
 * @param dicom rows of {@code raw.dicom}
 * @param quarantine rows of {@code ops.quarantine}
 * @param replayed rows of {@code ops.quarantine_replay}
 */
record LandingOutputs(
    OutputTag<RowData> fhir,
    OutputTag<RowData> dicom,
    OutputTag<RowData> quarantine,
    OutputTag<RowData> replayed)
    implements Serializable {}
