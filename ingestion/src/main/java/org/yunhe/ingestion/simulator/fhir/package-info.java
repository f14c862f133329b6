/**
 * A hospital's FHIR server, small and in memory, to pull from: for the demo region and the tests.
 */
package org.yunhe.ingestion.simulator.fhir;
