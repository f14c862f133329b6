package org.yunhe.lakehouse.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** The bytes of a record as text of {@code ops.quarantine.payload}, and back, with none lost. */
public final class Payload {
  private static final String ENCODED = "base64:";

  private Payload() {}

  /**
   * Returns the bytes as text where they are UTF-8, else {@code base64:…}; null for null. Text that
   * begins with that word itself is encoded too, so that it is never taken for bytes.
   */
  public static String text(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(ENCODED) ? encoded(bytes) : text;
    } catch (CharacterCodingException e) {
      return encoded(bytes);
    }
  }

  /** Returns the bytes that {@link #text} made {@code payload} of; null for null. */
  public static byte[] bytes(String payload) {
    if (payload == null) {
      return null;
    }
    return payload.startsWith(ENCODED)
        ? Base64.getDecoder().decode(payload.substring(ENCODED.length()))
        : payload.getBytes(UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return ENCODED + Base64.getEncoder().encodeToString(bytes);
  }
}
