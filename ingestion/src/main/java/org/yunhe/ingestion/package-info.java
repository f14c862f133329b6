/** Ingestion: Kafka Connect with its connectors as files, and the region that feeds the demo. */
package org.yunhe.ingestion;
