/**
 * Schema drift: what columns a source added, dropped or retyped, told once; part of the quality
 * job.
 */
package org.yunhe.streaming.drift;
