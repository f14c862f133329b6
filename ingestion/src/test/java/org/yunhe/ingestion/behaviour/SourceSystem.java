package org.yunhe.ingestion.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source as the behaviour suite uses it: a real server (or folder) with records that have an id
 * and a text, the connector that captures it, and how id and text stand in a captured record.
 */
public interface SourceSystem extends AutoCloseable {
  /** The source's name, which is that of its connector. */
  String source();

  /** The connector's settings; best those of its file, with shorter intervals. */
  Map<String, String> settings();

  /** The topics that the connector writes records to. */
  default Pattern topics() {
    return Pattern.compile("(?!quarantine)[a-z]+[.]" + source() + "[.].+");
  }

  /** Adds a record. */
  void insert(String id, String text) throws Exception;

  /** Gives a record another text. */
  void update(String id, String text) throws Exception;

  /** Removes a record. */
  void delete(String id) throws Exception;

  /**
   * Returns whether the connector's kept offsets name a record, so that its deletion is found after
   * a hard kill: a connector that finds deletions by comparing knows what they name.
   *
   * @param offsets as {@link ConnectBed#offsets} gives them
   */
  default boolean isKnown(String id, JsonNode offsets) {
    return true;
  }

  /** Offers the record as it stands once more. */
  void repeat(String id) throws Exception;

  /**
   * Adds a record with {@code older}, then changes it to {@code newer}, and offers the newer
   * version first wherever the protocol allows that.
   */
  default void outOfOrder(String id, String older, String newer) throws Exception {
    insert(id, older);
    update(id, newer);
  }

  /**
   * Makes the source offer something that cannot be read; returns words that the bytes set aside
   * must contain, or nothing where the protocol cannot carry such a thing.
   */
  Optional<String> malformed(String id) throws Exception;

  /** Takes the server down: nobody answers. Its records stay. */
  void stop() throws Exception;

  /** Brings the server back under the same address. */
  void start() throws Exception;

  /** The record's id in the key of a captured record. */
  String id(JsonNode key);

  /** The record's text in the image after a change. */
  String text(JsonNode after);

  /** The position in the source's log, as a text whose order is that of the versions. */
  default String position(JsonNode source) {
    return padded(source.path("ts_ms").asText()) + "/" + padded(source.path("version").asText());
  }

  /** A whole number as 20 digits, another text as it is. */
  static String padded(String value) {
    return value.matches("[0-9]{1,20}") ? "0".repeat(20 - value.length()) + value : value;
  }

  @Override
  void close() throws Exception;
}
