package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON strictly: no key twice, no damaged UTF-8, no nesting without bound, and no digit of a
 * decimal lost, since {@code 1.50} and {@code 1.5} differ in FHIR.
 */
public final class FhirJson {
  /** Nesting that no sensible resource exceeds. */
  public static final int DEPTH = 100;

  private static final int LONGEST_TEXT = 16 << 20;

  private final ObjectMapper mapper;

  /** Creates a reader that takes at most {@code depth} levels. */
  public FhirJson(int depth) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(depth)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    mapper =
        new ObjectMapper(factory)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));
  }

  /** Creates a reader with the usual bound. */
  public FhirJson() {
    this(DEPTH);
  }

  /** Reads one object; throws what is wrong where it is none, with line and column. */
  public ObjectNode read(byte[] json) throws JsonProcessingException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("the text is not UTF-8", e);
    }
    JsonNode node = mapper.readTree(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new Unreadable("a JSON object is expected", null);
  }

  /** Writes a node in UTF-8, without white space. */
  public byte[] write(JsonNode node) {
    try {
      return mapper.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that is no JSON object at all, so that no place in it can be named. */
  private static final class Unreadable extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
