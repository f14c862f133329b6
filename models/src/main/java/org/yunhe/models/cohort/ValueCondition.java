package org.yunhe.models.cohort;

import java.io.Serializable;

/**
 * What a measured value must be; a bound that is null does not count.
 *
 * @param atLeast lowest value, inclusive
 * @param above lowest value, exclusive
 * @param atMost highest value, inclusive
 * @param below highest value, exclusive
 * @param unit UCUM unit the value must carry: a value in another unit never fits
 */
public record ValueCondition(Double atLeast, Double above, Double atMost, Double below, String unit)
    implements Serializable {

  /**
   * Returns whether a value fits; one that the source gives as "less than" says nothing about a
   * lower bound, "more than" nothing about an upper one.
   */
  boolean matches(double value, String valueUnit, String comparator) {
    return unit.equals(valueUnit)
        && (comparator == null || !comparator.startsWith("<") || (atLeast == null && above == null))
        && (comparator == null || !comparator.startsWith(">") || (atMost == null && below == null))
        && (atLeast == null || value >= atLeast)
        && (above == null || value > above)
        && (atMost == null || value <= atMost)
        && (below == null || value < below);
  }
}
