/**
 * DICOM metadata over DICOMweb: a Kafka Connect source connector that walks an imaging archive with
 * QIDO-RS, reads what changed with WADO-RS and writes one record per study and series (and
 * instance, where that is wanted) to the topics {@code dicom.<source>.<level>}. Pixels are never
 * asked for.
 */
package org.yunhe.ingestion.dicom;
