/** Benchmarks of ingestion, and the servers that they and the tests need. */
package org.yunhe.ingestion.bench;
