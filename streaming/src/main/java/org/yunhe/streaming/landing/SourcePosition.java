package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;

/**
 * How one Debezium connector's {@code source} block becomes {@code source_position}: text whose
 * order is the order of the source's log. Empty where the block does not tell it.
 */
@FunctionalInterface
interface SourcePosition {
  Optional<String> of(JsonObjectIndex source);

  /** By the name that Debezium puts into {@code source.connector}. */
  Map<String, SourcePosition> BY_CONNECTOR =
      Map.of(
          "postgresql", PaddedPosition.of("lsn"),
          "mysql", PaddedPosition.of("file", "pos", "row"),
          "mariadb", PaddedPosition.of("file", "pos", "row"),
          "sqlserver", PaddedPosition.of("commit_lsn", "change_lsn", "event_serial_no"),
          "oracle", PaddedPosition.of("scn", "ssn"));

  /** For a connector that nobody has described here: its clock, in milliseconds. */
  SourcePosition BY_TIME = PaddedPosition.of("ts_ms");

  static SourcePosition forConnector(String connector) {
    return BY_CONNECTOR.getOrDefault(connector, BY_TIME);
  }

  /**
   * Fields in order, whole numbers as 20 digits, the rest as it is; the first one must be there.
   */
  final class PaddedPosition implements SourcePosition {
    private static final int DIGITS = 20;
    private final byte[][] fields;

    private PaddedPosition(byte[][] fields) {
      this.fields = fields;
    }

    static PaddedPosition of(String... fields) {
      byte[][] names = new byte[fields.length][];
      for (int i = 0; i < fields.length; i++) {
        names[i] = fields[i].getBytes(UTF_8);
      }
      return new PaddedPosition(names);
    }

    @Override
    public Optional<String> of(JsonObjectIndex source) {
      StringBuilder position = new StringBuilder(DIGITS);
      for (byte[] field : fields) {
        int member = source.find(field);
        if (member < 0 && position.isEmpty()) {
          return Optional.empty();
        }
        if (!position.isEmpty()) {
          position.append('/');
        }
        append(position, member < 0 ? "0" : source.text(member));
      }
      return Optional.of(position.toString());
    }

    private static void append(StringBuilder position, String field) {
      if (field.chars().allMatch(Character::isDigit)) {
        position.repeat('0', Math.max(0, DIGITS - field.length()));
      }
      position.append(field);
    }
  }
}
