/** Measures how far capture and landing are behind each source: {@code ops.feed_lag}. */
package org.yunhe.streaming.feed;
