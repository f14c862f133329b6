package org.yunhe.ingestion.dicom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads and writes the JSON of DICOMweb; no digit of a number is lost. */
final class DicomJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();
  private static final int FINGERPRINT_BYTES = 9;

  private DicomJson() {}

  /** Returns the objects of an answer; an empty body is an answer without objects. */
  static ArrayNode objects(byte[] body) throws IOException {
    if (body.length == 0) {
      return MAPPER.createArrayNode();
    }
    JsonNode root = MAPPER.readTree(body);
    if (root instanceof ArrayNode objects) {
      return objects;
    }
    throw new IOException("the answer is no array of objects");
  }

  /** Returns UTF-8 text. */
  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a short text that changes when the object does. */
  static String fingerprint(DicomObject object) {
    return fingerprint(bytes(object.json()));
  }

  /** Returns a short text that changes when the bytes do. */
  static String fingerprint(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the text of a body for a message, shortened. */
  static String shown(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 120), StandardCharsets.UTF_8);
    return text.replaceAll("\\s+", " ");
  }
}
