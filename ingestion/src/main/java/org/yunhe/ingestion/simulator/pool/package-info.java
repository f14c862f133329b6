/** Clinical lives made once by Synthea and kept compressed in the module. */
package org.yunhe.ingestion.simulator.pool;
