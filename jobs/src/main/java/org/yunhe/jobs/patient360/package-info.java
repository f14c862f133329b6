/** Marts of persons: {@code mart.patient_360} and {@code mart.patient_timeline}. */
package org.yunhe.jobs.patient360;
