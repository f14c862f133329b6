/** Measurements of the batch jobs, run by {@code ./yunhe bench}. */
package org.yunhe.jobs.bench;
