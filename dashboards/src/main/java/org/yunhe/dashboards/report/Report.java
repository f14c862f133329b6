package org.yunhe.dashboards.report;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.yunhe.models.indicator.Indicator;

/**
 * What one report tells.
 *
 * @param institution whose report it is
 * @param month month it is about
 * @param indicators definitions, in the order shown
 * @param values values of the institution, of the month and the twelve before it
 * @param departments values of its departments in the month
 * @param account account that the values were queried as
 * @param generatedAt when it was made
 */
record Report(
    Institution institution,
    YearMonth month,
    List<Indicator> indicators,
    List<Value> values,
    List<DepartmentValue> departments,
    String account,
    Instant generatedAt) {

  /** Returns the value of an indicator in a month, if the institution has one. */
  Optional<Value> value(Indicator indicator, YearMonth period) {
    return values.stream()
        .filter(value -> value.indicator().equals(indicator.code()))
        .filter(value -> value.period().equals(period))
        .findFirst();
  }

  /** Returns the indicators that the institution has a value of, in any month shown. */
  List<Indicator> shown() {
    return indicators.stream()
        .filter(
            indicator ->
                values.stream().anyMatch(value -> value.indicator().equals(indicator.code())))
        .toList();
  }
}
