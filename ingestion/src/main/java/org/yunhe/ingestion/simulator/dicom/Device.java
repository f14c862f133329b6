package org.yunhe.ingestion.simulator.dicom;

import java.util.List;

/**
 * A device of the hospital. Makers, models and stations are made up.
 *
 * @param modality DICOM modality
 */
record Device(String modality, String manufacturer, String model, String station, String serial) {
  private static final List<Device> ALL =
      List.of(
          new Device("CT", "YH Imaging", "Canal CT 64", "CT01", "64-0117"),
          new Device("CT", "YH Imaging", "Canal CT 256", "CT02", "256-0021"),
          new Device("MR", "YH Imaging", "Lock MR 1.5T", "MR01", "15-0009"),
          new Device("MR", "Nan Medical", "Reed 3.0T", "MR02", "30-0314"),
          new Device("DX", "Nan Medical", "Willow DR", "DR01", "D-2201"),
          new Device("DX", "Nan Medical", "Willow DR", "DR02", "D-2202"),
          new Device("US", "Bei Sonic", "Ripple 7", "US01", "R7-104"),
          new Device("US", "Bei Sonic", "Ripple 9", "US02", "R9-033"),
          new Device("US", "Bei Sonic", "Ripple 9", "US03", "R9-034"));

  /** Returns the devices of a modality. */
  static List<Device> of(String modality) {
    return ALL.stream().filter(device -> device.modality().equals(modality)).toList();
  }

  Attributes attributes() {
    return new Attributes()
        .text("00080070", "LO", manufacturer)
        .text("00081010", "SH", station)
        .text("00081090", "LO", model)
        .text("00181000", "LO", serial);
  }
}
