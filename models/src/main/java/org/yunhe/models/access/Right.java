package org.yunhe.models.access;

/** What a role may see of the columns of one level. */
public enum Right {
  /** The value as it is. */
  CLEAR,
  /** The value as a mask leaves it. */
  MASKED,
  /** Nothing: a query that names the column is refused. */
  DENIED
}
