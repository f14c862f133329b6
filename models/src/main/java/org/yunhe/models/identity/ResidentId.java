package org.yunhe.models.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resident identity number of 18 characters: GB 11643, check digit by ISO 7064 MOD 11-2. */
public final class ResidentId {
  private static final Pattern SHAPE =
      Pattern.compile(
          "[1-9]\\d{5}(18|19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dX]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";

  private ResidentId() {}

  /** Returns the number upper-cased and without spaces around it where it is valid, else empty. */
  public static Optional<String> normalize(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String number = text.strip().toUpperCase(Locale.ROOT);
    return isValid(number) ? Optional.of(number) : Optional.empty();
  }

  /** Returns the birth date that a valid number holds, else empty. */
  public static Optional<LocalDate> birthDate(String text) {
    return normalize(text)
        .map(number -> LocalDate.parse(number.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE));
  }

  /** Returns the sex that a valid number holds, 1 male or 2 female (GB/T 2261.1), else empty. */
  public static Optional<String> sex(String text) {
    return normalize(text).map(number -> (number.charAt(16) - '0') % 2 == 1 ? "1" : "2");
  }

  /** Returns the check character of the first 17 digits. */
  public static char checkCharacter(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK.charAt(sum % 11);
  }

  private static boolean isValid(String number) {
    return SHAPE.matcher(number).matches()
        && hasCalendarDate(number)
        && checkCharacter(number) == number.charAt(17);
  }

  private static boolean hasCalendarDate(String number) {
    try {
      LocalDate.of(
          Integer.parseInt(number.substring(6, 10)),
          Integer.parseInt(number.substring(10, 12)),
          Integer.parseInt(number.substring(12, 14)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
