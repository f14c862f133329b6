package org.yunhe.models.quality;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifies a violation alike in every engine, however often the record is judged. */
public final class ViolationId {
  private static final int BYTES = 16;

  private ViolationId() {}

  /**
   * Returns 32 hexadecimal digits of SHA-256 over rule, record version and column.
   *
   * @param rule identifier of the rule, or a reason code of quarantine
   * @param source source system
   * @param sourceTable table of the source
   * @param sourceKey key of the source row, JSON object
   * @param sourceRow ordinal among the rows that the source row gives
   * @param sourcePosition position of the record version in the source's log
   * @param column column at fault
   */
  public static String of(
      String rule,
      String source,
      String sourceTable,
      String sourceKey,
      int sourceRow,
      String sourcePosition,
      String column) {
    try {
      String text =
          String.join(
              "|",
              rule,
              source,
              sourceTable,
              sourceKey,
              Integer.toString(sourceRow),
              sourcePosition,
              String.valueOf(column));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
