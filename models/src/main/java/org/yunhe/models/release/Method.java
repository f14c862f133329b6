package org.yunhe.models.release;

/** How a column of a release is made from a column of its rows. */
public enum Method {
  /** Keyed hash under the key of the release. */
  PSEUDONYM,
  /** The person's shift added; null outside the period in which every shift is possible. */
  SHIFT,
  /** The level chosen for the quasi-identifier. */
  QUASI_IDENTIFIER,
  /** A code carried by fewer than k persons is shortened, or its rows left out. */
  RARE_CODE,
  /** Values beyond what k persons reach are cut to it. */
  CAP,
  /** As it is. */
  KEEP
}
