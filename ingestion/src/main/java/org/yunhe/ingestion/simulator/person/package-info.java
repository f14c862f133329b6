/** Residents of the region and what its systems know of their identity. */
package org.yunhe.ingestion.simulator.person;
