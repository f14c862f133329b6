/**
 * Kafka to the logs of the lake, in the order of the road: {@link
 * org.yunhe.streaming.landing.LandingJob}, {@code RecordReader}, {@code ChangeParser} and its like,
 * {@code LakeTable}.
 */
package org.yunhe.streaming.landing;
