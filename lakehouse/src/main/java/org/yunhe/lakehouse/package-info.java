/** The lake: configuration, Iceberg catalog, tables from contracts, and the embedded servers. */
package org.yunhe.lakehouse;
