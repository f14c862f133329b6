/** FHIR R4 resources on their way from a source to Kafka: what all roads have in common. */
package org.yunhe.ingestion.fhir;
