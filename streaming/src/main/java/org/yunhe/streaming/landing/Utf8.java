package org.yunhe.streaming.landing;

/** Well-formed UTF-8 byte sequences (Unicode 15, table 3-7). */
final class Utf8 {
  private Utf8() {}

  /** The position after the multi-byte sequence at {@code p}, or -1 where it is not well formed. */
  static int skip(byte[] bytes, int p, int end) {
    int first = bytes[p] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || p + length > end || !isSecond(first, bytes[p + 1] & 0xff)) {
      return -1;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[p + i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    return p + length;
  }

  private static boolean isSecond(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0 && second <= 0xbf;
      case 0xed -> second >= 0x80 && second <= 0x9f;
      case 0xf0 -> second >= 0x90 && second <= 0xbf;
      case 0xf4 -> second >= 0x80 && second <= 0x8f;
      default -> second >= 0x80 && second <= 0xbf;
    };
  }
}
