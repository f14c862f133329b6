/**
 * From {@code raw.change} to {@code core}: one read of the log, mapping files, one merge a table.
 */
package org.yunhe.jobs.core;
