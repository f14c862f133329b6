package org.yunhe.models.identity;

/** Unified social credit code of an institution, 18 characters: GB 32100-2015. */
public final class CreditCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };

  private CreditCode() {}

  /** Returns whether length, alphabet and check character are right. */
  public static boolean isValid(String code) {
    if (code == null || code.length() != WEIGHTS.length + 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int value = ALPHABET.indexOf(code.charAt(i));
      if (value < 0) {
        return false;
      }
      sum += value * WEIGHTS[i];
    }
    int size = ALPHABET.length();
    return ALPHABET.charAt((size - sum % size) % size) == code.charAt(WEIGHTS.length);
  }
}
