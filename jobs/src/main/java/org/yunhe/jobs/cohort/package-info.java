/** Cohorts: {@code mart.cohort_member} and {@code mart.cohort_event} from the files of models. */
package org.yunhe.jobs.cohort;
