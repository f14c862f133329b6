package org.yunhe.lakehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The text of an encrypted value: {@code yhe1:<data key>:<base64 of nonce, ciphertext, tag>}. */
final class Envelope {
  static final byte[] PREFIX = "yhe1:".getBytes(US_ASCII);
  static final byte COLON = ':';

  private Envelope() {}

  /** Returns whether {@code length} bytes of {@code value} from {@code from} are an envelope. */
  static boolean is(byte[] value, int from, int length) {
    if (length < PREFIX.length) {
      return false;
    }
    for (int i = 0; i < PREFIX.length; i++) {
      if (value[from + i] != PREFIX[i]) {
        return false;
      }
    }
    return true;
  }
}
