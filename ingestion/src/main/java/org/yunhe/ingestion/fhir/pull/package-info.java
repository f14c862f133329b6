/** Pulls FHIR resources from a server: what {@code FhirSourceConnector} works with. */
package org.yunhe.ingestion.fhir.pull;
