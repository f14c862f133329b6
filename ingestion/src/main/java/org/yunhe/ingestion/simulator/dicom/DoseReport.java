package org.yunhe.ingestion.simulator.dicom;

/** The doses of a CT examination as a structured report tells them (PS3.16 TID 10011). */
final class DoseReport {
  private DoseReport() {}

  /**
   * Returns the content of a report.
   *
   * @param ctdi CTDIvol, mGy
   * @param dlp dose length product, mGy.cm
   */
  static Attributes of(double ctdi, double dlp) {
    Attributes total =
        container(concept("113811", "CT Accumulated Dose Data"))
            .item(
                "0040A730",
                number(concept("113813", "CT Dose Length Product Total"), "mGy.cm", dlp));
    Attributes scan =
        container(concept("113829", "CT Dose"))
            .item("0040A730", number(concept("113830", "Mean CTDIvol"), "mGy", ctdi));
    return new Attributes()
        .item(
            "0040A504",
            new Attributes().text("00080105", "CS", "DCMR").text("0040DB00", "CS", "10011"))
        .item("0040A730", total)
        .item("0040A730", scan);
  }

  private static Attributes container(Attributes name) {
    return new Attributes()
        .text("0040A010", "CS", "CONTAINS")
        .text("0040A040", "CS", "CONTAINER")
        .item("0040A043", name);
  }

  private static Attributes number(Attributes name, String unit, double value) {
    Attributes measured =
        new Attributes()
            .item("004008EA", concept(unit, unit).text("00080102", "SH", "UCUM"))
            .decimal("0040A30A", "DS", value);
    return new Attributes()
        .text("0040A010", "CS", "CONTAINS")
        .text("0040A040", "CS", "NUM")
        .item("0040A043", name)
        .item("0040A300", measured);
  }

  private static Attributes concept(String code, String meaning) {
    return new Attributes().text("00080100", "SH", code).text("00080104", "LO", meaning);
  }
}
