package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * How one connector's {@code source} block becomes {@code source_position}: text whose order is the
 * order of the source's log, in ASCII; null where the block does not tell it.
 */
@FunctionalInterface
interface SourcePosition {
  byte[] of(JsonObjectIndex source);

  /** By the name in {@code source.connector}. */
  Map<String, SourcePosition> BY_CONNECTOR =
      Map.of(
          "postgresql", PaddedPosition.of("lsn"),
          "mysql", PaddedPosition.of("file", "pos", "row"),
          "mariadb", PaddedPosition.of("file", "pos", "row"),
          "sqlserver", PaddedPosition.of("commit_lsn", "change_lsn", "event_serial_no"),
          "oracle", PaddedPosition.of("scn", "ssn"),
          "fhir", PaddedPosition.of("ts_ms", "version"),
          "dicom", PaddedPosition.of("ts_ms", "version"),
          "example", PaddedPosition.of("ts_ms", "version"),
          // What comes again out of a log says the position that it had there.
          "replay", PaddedPosition.of("position"));

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
    public byte[] of(JsonObjectIndex source) {
      ByteText position = new ByteText(fields.length * DIGITS + 16);
      for (byte[] field : fields) {
        int member = source.find(field);
        if (member < 0 && position.isEmpty()) {
          return null;
        }
        if (!position.isEmpty()) {
          position.append((byte) '/');
        }
        append(position, source, member);
      }
      return position.toBytes();
    }

    private static void append(ByteText position, JsonObjectIndex source, int member) {
      int length = member < 0 ? 0 : source.digits(member);
      if (member < 0 || length > 0) {
        position.repeat((byte) '0', DIGITS - length);
      }
      if (member >= 0) {
        source.appendTo(position, member);
      }
    }
  }
}
