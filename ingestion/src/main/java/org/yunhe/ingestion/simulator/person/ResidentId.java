package org.yunhe.ingestion.simulator.person;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Resident identity numbers after GB 11643: region (6), birth date (8), serial (3, odd for men),
 * check character by ISO 7064 MOD 11-2.
 */
public final class ResidentId {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private ResidentId() {}

  /** The number of a resident first registered in {@code region}; serial 0 to 499. */
  static String of(String region, LocalDate birth, boolean male, int serial) {
    String digits =
        region
            + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
            + String.format("%03d", serial * 2 % 1000 + (male ? 1 : 0));
    return digits + check(digits);
  }

  /** The check character of the first seventeen digits. */
  public static char check(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECKS.charAt(sum % 11);
  }

  /** The same number with a wrong check character. */
  public static String spoiled(String number) {
    char right = check(number);
    char wrong = right == '9' ? '1' : right == 'X' ? '0' : (char) (right + 1);
    return number.substring(0, 17) + wrong;
  }
}
