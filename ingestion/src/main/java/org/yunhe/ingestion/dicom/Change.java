package org.yunhe.ingestion.dicom;

/**
 * A new version of a study, a series or an instance.
 *
 * @param uid what it is of
 * @param isKnown whether a version of it was written before
 * @param after the object, or null where it is gone
 */
record Change(Uid uid, boolean isKnown, DicomObject after) {

  /**
   * Which object of an archive; what is below its level is null.
   *
   * @param study Study Instance UID
   * @param series Series Instance UID
   * @param instance SOP Instance UID
   */
  record Uid(String study, String series, String instance) {
    Level level() {
      return series == null ? Level.STUDY : instance == null ? Level.SERIES : Level.INSTANCE;
    }

    /** Returns the object whose place in {@link Known#parts()} is given. */
    static Uid of(String study, String part) {
      String[] names = part.split("/", 2);
      return new Uid(study, names[0], names.length == 1 ? null : names[1]);
    }

    /** Returns the place in {@link Known#parts()}. */
    String part() {
      return instance == null ? series : series + "/" + instance;
    }
  }
}
