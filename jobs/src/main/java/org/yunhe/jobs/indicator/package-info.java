/** Indicators: {@code mart.indicator_value} and the rows behind it, from their definition files. */
package org.yunhe.jobs.indicator;
