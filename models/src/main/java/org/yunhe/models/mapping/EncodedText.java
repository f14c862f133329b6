package org.yunhe.models.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads texts that a source carries as base64, as FHIR attachments do. */
public final class EncodedText {
  private EncodedText() {}

  /** Returns the text (UTF-8), or null where {@code encoded} is no base64. */
  public static String decode(String encoded) {
    if (encoded == null) {
      return null;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
