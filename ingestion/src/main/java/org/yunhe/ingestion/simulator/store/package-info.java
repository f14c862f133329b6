/** Rows on their way into the databases of the region: COPY while loading, statements when live. */
package org.yunhe.ingestion.simulator.store;
