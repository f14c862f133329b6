package org.yunhe.models.release;

import java.io.Serializable;
import java.util.List;

/**
 * What an outsider may know of a person, in levels from exact to nothing.
 *
 * @param kind what it is
 * @param levels its levels, the most exact first
 */
public record QuasiIdentifier(Kind kind, List<Level> levels) implements Serializable {
  /** Level that tells nothing, and the value it gives. */
  public static final String ANY = "any";

  /** Value of who has none. */
  public static final String UNKNOWN = "unknown";

  /**
   * One level.
   *
   * @param name {@code exact}, a number of years or digits, or {@code any}
   * @param cost how much is lost by it; the release takes the choice of levels that costs least
   */
  public record Level(String name, int cost) implements Serializable {}

  /** The quasi-identifiers there are. */
  public enum Kind {
    /** Sex: {@code exact} or {@code any}. */
    SEX {
      @Override
      String at(String value, String level, int topYear) {
        return value;
      }

      @Override
      boolean knows(String level) {
        return level.equals("exact");
      }
    },
    /** Year of birth: {@code 1} for the year, or the width of a band in years. */
    BIRTH_YEAR {
      @Override
      String at(String value, String level, int topYear) {
        int year = Integer.parseInt(value);
        if (year <= topYear) {
          return "<=" + topYear;
        }
        int width = Integer.parseInt(level);
        int from = Math.floorDiv(year, width) * width;
        return width == 1 ? value : from + "-" + (from + width - 1);
      }

      @Override
      boolean knows(String level) {
        return level.matches("[1-9]\\d?");
      }
    },
    /** Region of residence, GB/T 2260: how many digits are kept (6 county, 4 city, 2 province). */
    REGION {
      @Override
      String at(String value, String level, int topYear) {
        return value.substring(0, Math.min(value.length(), Integer.parseInt(level)));
      }

      @Override
      boolean knows(String level) {
        return level.matches("[246]");
      }
    };

    abstract String at(String value, String level, int topYear);

    abstract boolean knows(String level);
  }

  /**
   * Returns what a value becomes at a level.
   *
   * @param value value, or null
   * @param level level of this quasi-identifier
   * @param topYear year of birth from which on backwards all are one group
   */
  public String generalise(String value, Level level, int topYear) {
    if (level.name().equals(ANY)) {
      return ANY;
    }
    return value == null || value.isBlank() ? UNKNOWN : kind.at(value, level.name(), topYear);
  }
}
