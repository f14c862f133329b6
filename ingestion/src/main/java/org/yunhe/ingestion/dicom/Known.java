package org.yunhe.ingestion.dicom;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the connector wrote of one study.
 *
 * @param date StudyDate as the archive writes it, empty where it has none
 * @param fingerprint of the study's attributes
 * @param parts fingerprints by {@code <series>} and {@code <series>/<instance>}
 */
record Known(String date, String fingerprint, Map<String, String> parts) {
  Known {
    parts = new TreeMap<>(parts);
  }
}
