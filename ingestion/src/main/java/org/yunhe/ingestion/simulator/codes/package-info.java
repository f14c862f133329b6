/** The local codes of each hospital, read from the same lists that the mappings read. */
package org.yunhe.ingestion.simulator.codes;
