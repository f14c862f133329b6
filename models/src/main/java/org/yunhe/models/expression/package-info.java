/**
 * The row language: the part of Spark SQL that mappings and quality rules are written in, compiled
 * to pure functions over one row.
 */
package org.yunhe.models.expression;
