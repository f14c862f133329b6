package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.codes.StockedDrug;

/**
 * A medicine given out (outpatient) or ordered on a ward.
 *
 * @param dose amount of one dose in the drug's dose unit
 * @param units base units in all
 * @param packs packages that hold them
 */
public record DrugOrder(
    StockedDrug drug,
    double dose,
    String frequency,
    int days,
    int units,
    int packs,
    LocalDateTime start,
    LocalDateTime stop) {

  static DrugOrder of(
      Drug drug, StockedDrug stocked, int days, LocalDateTime start, LocalDateTime stop) {
    double dose = stocked.strength() == 0 ? drug.units() : stocked.strength() * drug.units();
    int courses = drug.frequency().equals("st") ? 1 : days * drug.dosesADay();
    int units = (int) Math.max(1, Math.ceil(drug.units() * courses));
    int packs = (units + stocked.packSize() - 1) / stocked.packSize();
    return new DrugOrder(
        stocked,
        Math.round(dose * 1000) / 1000.0,
        drug.frequency(),
        days,
        units,
        packs,
        start,
        stop);
  }

  /** Price of all packages, fen. */
  public long amount() {
    return drug.price() * packs;
  }
}
