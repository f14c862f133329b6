/**
 * Live quality: every change judged by the rules of the contracts, in the order of the road: {@link
 * org.yunhe.streaming.quality.QualityJob}, {@code JudgeOperator} with {@code Judge}, {@code
 * ReferenceTracker}, {@code ViolationLog}, {@code MetricBuffer}.
 */
package org.yunhe.streaming.quality;
