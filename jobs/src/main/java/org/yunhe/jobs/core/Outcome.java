package org.yunhe.jobs.core;

import java.util.Locale;

/**
 * What became of a source row; of several core rows that it gives, the first outcome here counts.
 */
enum Outcome {
  /** It left its source. */
  DELETED,
  /** No mapping reads its table. */
  UNMAPPED,
  /** At least one core row stands for it. */
  CORE,
  /** It could not be used. */
  QUARANTINED,
  /** A named rule of a mapping leaves it out. */
  FILTERED;

  /** Returns the name as the tables of the lake hold it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
