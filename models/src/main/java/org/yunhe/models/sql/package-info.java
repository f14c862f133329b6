/**
 * What can be known of a query without an engine: the tables it reads, the columns it gives, and
 * the columns it names that are nowhere.
 */
package org.yunhe.models.sql;
