package org.yunhe.streaming.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One thing in which a source table differs from what is declared of it.
 *
 * @param id the same for the same source, table, column, kind and position where it began
 * @param kind what differs
 * @param source source
 * @param table table of the source
 * @param column column, or null where the table is new
 * @param before JSON kind of its values before, or null
 * @param after JSON kind of its values since, or null
 * @param position position in the source's log of the first change that showed it
 * @param since commit time of that change in the source, milliseconds UTC, or null
 */
public record Drift(
    String id,
    Kind kind,
    String source,
    String table,
    String column,
    String before,
    String after,
    String position,
    Long since) {
  private static final int ID_BYTES = 16;

  /** What differs. */
  public enum Kind {
    /** A column that nobody declared. */
    ADDED("added"),
    /** A declared column that is no longer there. */
    DROPPED("dropped"),
    /** A column whose values are of another JSON kind. */
    RETYPED("retyped"),
    /** A table that nobody declared. */
    NEW_TABLE("new_table");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The name as tables and alerts hold it. */
    String code() {
      return code;
    }
  }

  static Drift of(
      Kind kind,
      String source,
      String table,
      String column,
      String before,
      String after,
      String position,
      Long since) {
    String text =
        String.join("|", kind.code(), source, table, column == null ? "" : column, position);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new Drift(
          HexFormat.of().formatHex(digest, 0, ID_BYTES),
          kind,
          source,
          table,
          column,
          before,
          after,
          position,
          since);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
