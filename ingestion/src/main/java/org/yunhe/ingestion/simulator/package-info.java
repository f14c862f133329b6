/** The region simulator: seven databases of a prefecture, loaded and kept alive. */
package org.yunhe.ingestion.simulator;
