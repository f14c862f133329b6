/**
 * Kafka to the change log of the lake, in the order of the road: {@link
 * org.yunhe.streaming.landing.LandingJob}, {@code ChangeReader}, {@code ChangeParser}, {@code
 * LakeTable}.
 */
package org.yunhe.streaming.landing;
