/** The real hospital beside the region: tables in OMOP form, loaded as they are. */
package org.yunhe.ingestion.omop;
