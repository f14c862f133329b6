package org.yunhe.ingestion.dicom;

/**
 * Something an archive answered that cannot be used; it goes to a quarantine topic as it came.
 *
 * @param level level that was asked for
 * @param code reason code, {@code DICOM_…}
 * @param reason what is wrong with it
 * @param position path and query of the request
 * @param bytes what came
 */
record Malformed(Level level, String code, String reason, String position, byte[] bytes) {
  static final String NOT_JSON = "DICOM_NOT_JSON";
  static final String NO_UID = "DICOM_NO_UID";
  static final String REFUSED = "DICOM_REFUSED";

  /** Returns the same text for the same thing, so that it is set aside once. */
  String identity() {
    return DicomJson.fingerprint(bytes);
  }
}
