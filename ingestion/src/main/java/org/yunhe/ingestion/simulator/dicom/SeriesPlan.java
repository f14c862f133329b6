package org.yunhe.ingestion.simulator.dicom;

import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Dice;

/**
 * One series that a device makes of an examination.
 *
 * @param modality DICOM modality
 * @param description what the device calls it
 * @param images number of instances
 * @param acquisition how it was made, and its dose
 */
record SeriesPlan(String modality, String description, int images, Attributes acquisition) {

  /** Returns the series of an examination on a device. */
  static List<SeriesPlan> of(Device device, Dice dice) {
    return switch (device.modality()) {
      case "CT" -> ct(dice);
      case "MR" -> mr(dice);
      case "DX" -> dx(dice);
      default -> List.of(new SeriesPlan("US", "Stills", dice.between(6, 30), new Attributes()));
    };
  }

  private static List<SeriesPlan> ct(Dice dice) {
    double ctdi = dice.uniform(4, 24);
    int slices = dice.between(40, 160);
    Attributes spiral = exposure(120, dice.between(80, 320)).decimal("00189345", "FD", ctdi);
    List<SeriesPlan> series = new ArrayList<>();
    series.add(new SeriesPlan("CT", "Scout", 2, exposure(120, 10)));
    series.add(new SeriesPlan("CT", "Axial 5.0", slices, spiral.decimal("00180050", "DS", 5)));
    if (dice.chance(0.4)) {
      Attributes thin =
          exposure(120, dice.between(80, 320))
              .decimal("00189345", "FD", ctdi)
              .decimal("00180050", "DS", 1.25);
      series.add(new SeriesPlan("CT", "Thin 1.25", slices * 4, thin));
    }
    Attributes report = DoseReport.of(ctdi, ctdi * slices * 0.5);
    series.add(new SeriesPlan("SR", "Dose Report", 1, report));
    return series;
  }

  private static List<SeriesPlan> mr(Dice dice) {
    List<SeriesPlan> series = new ArrayList<>();
    for (String name : List.of("T1 SAG", "T2 SAG", "T2 TRA", "DWI", "T2 FLAIR")) {
      if (series.size() < 3 || dice.chance(0.6)) {
        Attributes field = new Attributes().decimal("00180087", "DS", 1.5);
        series.add(new SeriesPlan("MR", name, dice.between(15, 40), field));
      }
    }
    return series;
  }

  private static List<SeriesPlan> dx(Dice dice) {
    List<SeriesPlan> series = new ArrayList<>();
    series.add(projection("PA", dice));
    if (dice.chance(0.5)) {
      series.add(projection("LAT", dice));
    }
    return series;
  }

  private static SeriesPlan projection(String name, Dice dice) {
    Attributes made =
        exposure(dice.between(70, 125), dice.between(2, 12))
            .decimal("0018115E", "DS", dice.uniform(0.5, 3.5));
    return new SeriesPlan("DX", name, 1, made);
  }

  private static Attributes exposure(double kilovolts, int milliampereSeconds) {
    return new Attributes()
        .decimal("00180060", "DS", kilovolts)
        .number("00181152", "IS", milliampereSeconds);
  }
}
