package org.yunhe.streaming.landing;

import java.io.Serializable;

/**
 * How the institution of a row is known.
 *
 * @param fixed institution of every row of the source, or null
 * @param column column of the row that holds it, or null
 */
record OrgCode(String fixed, String column) implements Serializable {
  static final OrgCode UNKNOWN = new OrgCode(null, null);
}
