package org.yunhe.ingestion.dicom;

/**
 * The attribute in which some archives tell when a study was changed last, and the newest value of
 * it that was met.
 */
final class LastUpdate {
  private final String tag;
  private String newest = "";

  /**
   * Names the attribute.
   *
   * @param tag tag, or empty where the archive has none
   */
  LastUpdate(String tag) {
    this.tag = tag;
  }

  /** Takes a study into account. */
  void meet(DicomObject study) {
    String value = tag.isEmpty() ? null : study.text(tag);
    if (value != null && value.compareTo(newest) > 0) {
      newest = value;
    }
  }

  /** Returns the sweep over what changed since then; null where nothing was met. */
  Sweep sweep() {
    return newest.isEmpty()
        ? null
        : new Sweep(tag + "=" + newest.replace("+", "%2B") + "-&", known -> false);
  }
}
