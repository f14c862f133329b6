package org.yunhe.streaming.quality;

import java.util.List;

/**
 * A version of a source row with all that its conditions found; it ends what was found in earlier
 * versions.
 *
 * @param rowKey source, table and key
 * @param position position of the version in the source's log
 * @param findings what is wrong with it; empty for a good one and for one that was deleted
 */
public record JudgedRow(String rowKey, String position, List<Finding> findings) {}
