package org.yunhe.ingestion.simulator.person;

import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.store.CsvLine;

/** Chinese names from the lists of surnames and given names. */
public final class Names {

  /** A name, its pinyin, and the same name with another character of the same sound. */
  public record Name(String text, String pinyin, String variant) {}

  private record Given(String text, String sex, String pinyin, String variant) {}

  private final List<Map<String, String>> surnames;
  private final double[] weights;
  private final List<Given> male;
  private final List<Given> female;

  /** Reads the lists. */
  public Names() {
    surnames = CsvLine.resource("/region/names/surnames.csv");
    weights = surnames.stream().mapToDouble(row -> Double.parseDouble(row.get("weight"))).toArray();
    List<Given> given =
        CsvLine.resource("/region/names/given.csv").stream()
            .map(
                row ->
                    new Given(
                        row.get("character"),
                        row.get("sex"),
                        row.get("pinyin"),
                        row.get("variant")))
            .toList();
    male = given.stream().filter(g -> g.sex().equals("M")).toList();
    female = given.stream().filter(g -> g.sex().equals("F")).toList();
  }

  /** A name for a man or a woman. */
  public Name name(Dice dice, boolean forMan) {
    Map<String, String> surname = surnames.get(dice.weighted(weights));
    List<Given> list = forMan ? male : female;
    Given first = dice.pick(list);
    String family = surname.get("surname");
    if (first.text().length() == 1 && dice.chance(0.55)) {
      Given middle = dice.pick(list);
      if (middle.text().length() == 1 && !middle.text().equals(first.text())) {
        return new Name(
            family + middle.text() + first.text(),
            surname.get("pinyin") + middle.pinyin() + first.pinyin(),
            family + middle.text() + first.variant());
      }
    }
    return new Name(
        family + first.text(), surname.get("pinyin") + first.pinyin(), family + first.variant());
  }
}
