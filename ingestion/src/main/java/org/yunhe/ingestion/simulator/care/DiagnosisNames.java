package org.yunhe.ingestion.simulator.care;

import java.util.Map;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;

/** Chinese names of ICD-10 codes from the region's default diagnosis list. */
final class DiagnosisNames {

  private final Map<String, CodeEntry> list = CodeCatalog.load().list("diagnosis", "default");

  String name(String icd10) {
    CodeEntry entry = list.get(icd10);
    return entry == null ? icd10 : entry.display();
  }
}
