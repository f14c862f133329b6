/** The endpoint that institutions push FHIR R4 resources to: docs/fhir-push.md. */
package org.yunhe.ingestion.fhir.push;
