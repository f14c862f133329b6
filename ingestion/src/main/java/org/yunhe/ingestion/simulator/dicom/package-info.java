/**
 * The imaging archive of the city hospital, for demonstrations without a PACS: a DICOMweb server
 * over the examinations in the hospital's database.
 */
package org.yunhe.ingestion.simulator.dicom;
