/** FHIR resources that come as files: NDJSON in the layout of Bulk Data, bundles, resources. */
package org.yunhe.ingestion.fhir.file;
