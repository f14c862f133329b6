/**
 * The quality rules over what stands in core and in quarantine: the same verdicts as the live flow
 * gives, and references answered by joins.
 */
package org.yunhe.jobs.quality;
