/** Compares records of one institution that arrive by two roads. */
package org.yunhe.jobs.roads;
