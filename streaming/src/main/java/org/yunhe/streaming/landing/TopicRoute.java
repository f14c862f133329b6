package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * What the name of a topic, {@code <kind>.<source>.<thing>}, says of every record in it.
 *
 * @param thing table, resource type or level
 * @param name the same in UTF-8
 * @param orgCode institution of every row, or null
 * @param orgColumn column of the row that holds the institution, or null
 */
@SuppressWarnings("ArrayRecordComponent")
record TopicRoute(
    StringData topic,
    StringData source,
    StringData thing,
    byte[] name,
    StringData orgCode,
    byte[] orgColumn) {

  static TopicRoute of(String topic, OrgCodes orgCodes) throws UnusableRecordException {
    String[] parts = topic.split("\\.", 3);
    if (parts.length < 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      throw new UnusableRecordException(
          Unusable.LANDING_TOPIC_NAME,
          "topic " + topic + " is not named " + parts[0] + ".<source>.<table, type or level>");
    }
    OrgCode rule = orgCodes.of(parts[1]);
    return new TopicRoute(
        encoded(topic),
        encoded(parts[1]),
        encoded(parts[2]),
        parts[2].getBytes(UTF_8),
        rule.fixed() == null ? null : encoded(rule.fixed()),
        rule.column() == null ? null : rule.column().getBytes(UTF_8));
  }

  /** Encoded once, for the writer asks for the bytes of every row. */
  static StringData encoded(String text) {
    return BinaryStringData.fromBytes(text.getBytes(UTF_8));
  }
}
