/**
 * Feeds: how far capture stands behind each source. One class a kind of source, found by the class
 * of its connector.
 */
package org.yunhe.lakehouse.feed;
