package org.yunhe.models.release;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A choice of one level for each quasi-identifier, so that every combination of values is carried
 * by at least k of the persons kept; who is in a smaller group is left out.
 *
 * @param quasiIdentifiers the quasi-identifiers
 * @param levels the level of each
 * @param topYear year of birth from which on backwards all are one group
 * @param kept persons in groups of at least k
 * @param suppressed persons in smaller groups
 * @param smallestGroup persons in the smallest group kept
 */
public record Generalisation(
    List<QuasiIdentifier> quasiIdentifiers,
    List<QuasiIdentifier.Level> levels,
    int topYear,
    long kept,
    long suppressed,
    long smallestGroup)
    implements Serializable {

  /**
   * Finds the choice that costs least among those that leave out at most a share of the persons;
   * among equals the one that leaves out fewest. Empty where none keeps anybody.
   *
   * @param quasiIdentifiers the quasi-identifiers
   * @param persons how many persons carry each combination of exact values
   * @param k least size of a group
   * @param maxSuppressedShare largest share of persons that may be left out, 0 to 1
   * @param topYear year of birth from which on backwards all are one group
   */
  public static Optional<Generalisation> find(
      List<QuasiIdentifier> quasiIdentifiers,
      Map<List<String>, Long> persons,
      int k,
      double maxSuppressedShare,
      int topYear) {
    long all = persons.values().stream().mapToLong(Long::longValue).sum();
    return choices(quasiIdentifiers).stream()
        .map(levels -> measure(quasiIdentifiers, levels, persons, k, topYear))
        .filter(choice -> choice.kept > 0)
        .filter(choice -> choice.suppressed <= maxSuppressedShare * all)
        .min(
            Comparator.comparingInt(Generalisation::cost)
                .thenComparingLong(Generalisation::suppressed));
  }

  /** Returns what a combination of exact values becomes. */
  public List<String> apply(List<String> values) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      result.add(quasiIdentifiers.get(i).generalise(values.get(i), levels.get(i), topYear));
    }
    return result;
  }

  private int cost() {
    return levels.stream().mapToInt(QuasiIdentifier.Level::cost).sum();
  }

  private static Generalisation measure(
      List<QuasiIdentifier> quasiIdentifiers,
      List<QuasiIdentifier.Level> levels,
      Map<List<String>, Long> persons,
      int k,
      int topYear) {
    Generalisation choice = new Generalisation(quasiIdentifiers, levels, topYear, 0, 0, 0);
    Map<String, Long> groups = new TreeMap<>();
    persons.forEach(
        (values, count) -> groups.merge(String.join("|", choice.apply(values)), count, Long::sum));
    long kept = groups.values().stream().filter(size -> size >= k).mapToLong(size -> size).sum();
    long all = groups.values().stream().mapToLong(size -> size).sum();
    long smallest =
        groups.values().stream().filter(size -> size >= k).mapToLong(size -> size).min().orElse(0);
    return new Generalisation(quasiIdentifiers, levels, topYear, kept, all - kept, smallest);
  }

  private static List<List<QuasiIdentifier.Level>> choices(List<QuasiIdentifier> identifiers) {
    List<List<QuasiIdentifier.Level>> choices = List.of(List.of());
    for (QuasiIdentifier identifier : identifiers) {
      List<List<QuasiIdentifier.Level>> longer = new ArrayList<>();
      for (List<QuasiIdentifier.Level> choice : choices) {
        for (QuasiIdentifier.Level level : identifier.levels()) {
          List<QuasiIdentifier.Level> next = new ArrayList<>(choice);
          next.add(level);
          longer.add(next);
        }
      }
      choices = longer;
    }
    return choices;
  }
}
