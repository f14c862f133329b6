package org.yunhe.ingestion.dicom;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** One walk through the studies that a query gives, page by page. */
final class Sweep {
  private final String query;
  private final Predicate<Known> scope;
  private final Set<String> seen = new HashSet<>();
  private int offset;
  private boolean whole = true;
  private boolean ended;

  /**
   * Creates a sweep.
   *
   * @param query empty, or ends with an ampersand
   * @param scope which known studies it must meet, unless they are gone
   */
  Sweep(String query, Predicate<Known> scope) {
    this.query = query;
    this.scope = scope;
  }

  String query() {
    return query;
  }

  int offset() {
    return offset;
  }

  /** Takes the next page in. A page that brings nothing new is the end, whatever it says. */
  void take(Page page) {
    boolean news = false;
    for (DicomObject study : page.objects()) {
      news |= seen.add(study.uid(Level.STUDY));
    }
    whole &= page.isComplete();
    offset += page.received();
    ended = !page.more() || !news;
  }

  /** Returns whether all pages were seen. */
  boolean isEnded() {
    return ended;
  }

  /** Returns whether it ended, and all it met could be read: what it missed may be gone. */
  boolean isConclusive() {
    return ended && whole;
  }

  /** Returns the studies of the ledger that it should have met and did not. */
  Set<String> missed(Ledger ledger) {
    Set<String> missed = new HashSet<>(ledger.studies(scope));
    missed.removeAll(seen);
    return missed;
  }
}
