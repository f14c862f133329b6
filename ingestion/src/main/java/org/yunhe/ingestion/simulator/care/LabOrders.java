package org.yunhe.ingestion.simulator.care;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.codes.LocalCodes;
import org.yunhe.ingestion.simulator.codes.LocalLabItem;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.pool.LifeEncounter.Measure;

/** Laboratory orders of a visit: an encounter's observations by panel, values varied a little. */
final class LabOrders {

  /** Items that hardly vary: acidity and specific gravity. */
  private static final Set<String> STEADY = Set.of("5803-2", "5811-5", "2744-1");

  /** What an analyser reports at least: HbA1c in %; the lives of the pool have lower values. */
  private static final Map<String, Double> LOWEST_REPORTED = Map.of("4548-4", 3.5);

  private static final double UNMAPPED = 0.04;

  private final Clinical clinical;
  private final CodeBooks books;

  LabOrders(Clinical clinical, CodeBooks books) {
    this.clinical = clinical;
    this.books = books;
  }

  boolean any(List<Measure> observations) {
    return observations.stream().anyMatch(o -> clinical.labItem(o.code()) != null);
  }

  List<LabOrder> of(
      Dice dice, String source, List<Measure> observations, LocalDateTime at, boolean urgent) {
    LocalCodes laboratory = books.laboratory(source);
    Map<String, Map<String, LabOrder.Result>> byPanel = new LinkedHashMap<>();
    for (Measure measure : observations) {
      LabItem item = clinical.labItem(measure.code());
      LocalLabItem local = item == null ? null : laboratory.labItem(item.loinc());
      LabOrder.Result result = local == null ? null : result(dice, item, local, measure);
      if (result != null) {
        byPanel
            .computeIfAbsent(item.panel(), p -> new LinkedHashMap<>())
            .putIfAbsent(item.loinc(), result);
      }
    }
    addUnmapped(dice, laboratory, byPanel.get("BIO"));
    List<LabOrder> orders = new ArrayList<>();
    byPanel.forEach(
        (panel, results) ->
            orders.add(
                order(dice, clinical.panel(panel), List.copyOf(results.values()), at, urgent)));
    return orders;
  }

  private static void addUnmapped(
      Dice dice, LocalCodes laboratory, Map<String, LabOrder.Result> biochemistry) {
    if (biochemistry != null) {
      laboratory.own("lab-item").stream()
          .filter(e -> e.code().isEmpty() && dice.chance(UNMAPPED))
          .map(LocalLabItem::of)
          .forEach(item -> biochemistry.put(item.code(), unmapped(dice, item)));
    }
  }

  private static LabOrder order(
      Dice dice, Panel panel, List<LabOrder.Result> results, LocalDateTime at, boolean urgent) {
    LocalDateTime ordered = dice.after(at, 3, 15);
    LocalDateTime collected = dice.after(ordered, 4, urgent ? 12 : 40);
    LocalDateTime received = dice.after(collected, 5, 35);
    LocalDateTime reported = dice.after(received, 20, urgent ? 50 : 180);
    return new LabOrder(panel, urgent, ordered, collected, received, reported, results);
  }

  private static LabOrder.Result result(
      Dice dice, LabItem item, LocalLabItem local, Measure measure) {
    Double number = number(measure.value());
    if (!local.values().isEmpty() || number == null) {
      return qualitative(dice, local, measure.value());
    }
    boolean narrow = STEADY.contains(item.loinc());
    double varied = number * item.factor() * (narrow ? 1 : dice.uniform(0.96, 1.04));
    String text = local.print(Math.max(varied, LOWEST_REPORTED.getOrDefault(item.loinc(), 0.0)));
    return new LabOrder.Result(local, text, local.flag(text));
  }

  private static LabOrder.Result qualitative(Dice dice, LocalLabItem local, String value) {
    if (local.values().isEmpty()) {
      return null;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    boolean positive =
        value.contains("+")
            || lower.contains("positive") && !lower.contains("not")
            || lower.contains("presence of")
            || lower.contains("detected") && !lower.contains("not");
    int level = positive ? dice.between(1, local.values().size() - 1) : dice.chance(0.03) ? 1 : 0;
    return new LabOrder.Result(local, local.values().get(level), level == 0 ? "N" : "P");
  }

  /** An item of the hospital that no standard code stands for; some laboratories have them. */
  private static LabOrder.Result unmapped(Dice dice, LocalLabItem local) {
    if (!local.values().isEmpty()) {
      return new LabOrder.Result(local, dice.pick(local.values()), "N");
    }
    double low = local.low() == null ? 0 : local.low();
    String text = local.print(dice.uniform(low, local.high() * 1.15) * local.factor());
    return new LabOrder.Result(local, text, local.flag(text));
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The order as it stands at the cut-off: moments that have not come are null. */
  static LabOrder upTo(LabOrder order, LocalDateTime cutOff) {
    if (!order.reported().isAfter(cutOff)) {
      return order;
    }
    return new LabOrder(
        order.panel(),
        order.urgent(),
        order.ordered(),
        order.collected().isAfter(cutOff) ? null : order.collected(),
        order.received().isAfter(cutOff) ? null : order.received(),
        null,
        List.of());
  }

  /** The order moved by some time, as a repeated control on a ward. */
  static LabOrder repeat(Dice dice, LabOrder order, Duration later) {
    List<LabOrder.Result> results = order.results().stream().map(r -> varied(dice, r)).toList();
    return new LabOrder(
        order.panel(),
        false,
        order.ordered().plus(later),
        order.collected().plus(later),
        order.received().plus(later),
        order.reported().plus(later),
        results);
  }

  private static LabOrder.Result varied(Dice dice, LabOrder.Result result) {
    Double number = number(result.value());
    if (number == null || number <= 0) {
      return result;
    }
    LocalLabItem item = result.item();
    boolean narrow = item.high() != null && item.low() != null && item.high() < item.low() * 1.05;
    String text = item.print(number * item.factor() * (narrow ? 1 : dice.uniform(0.93, 1.06)));
    return new LabOrder.Result(item, text, item.flag(text));
  }
}
