/**
 * Spark jobs: each is a {@link org.yunhe.jobs.Job} found by name; {@link org.yunhe.jobs.JobMain}
 * runs them.
 */
package org.yunhe.jobs;
