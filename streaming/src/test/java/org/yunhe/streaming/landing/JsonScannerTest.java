package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares the scanner with Jackson on texts that are right, and on the same with bytes changed.
 */
class JsonScannerTest {
  private static final int TEXTS = 20_000;
  private static final JsonFactory JACKSON = new JsonFactory();

  private final JsonScanner scanner = new JsonScanner();
  private final Random random = new Random(7);

  @Test
  void endsWhereTheValueEnds() throws Exception {
    for (int i = 0; i < TEXTS; i++) {
      String value = value(0);
      byte[] bytes = (value + " ,rest").getBytes(UTF_8);
      scanner.over(bytes, bytes.length);

      assertThat(scanner.skipValue(0)).as(value).isEqualTo(value.getBytes(UTF_8).length);
    }
  }

  @Test
  void agreesWithJacksonOnDamagedText() {
    int refused = 0;
    for (int i = 0; i < TEXTS; i++) {
      byte[] bytes = ("{\"k\":" + value(0) + "}").getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      boolean accepted = accepts(bytes);
      refused += accepted ? 0 : 1;

      assertThat(accepted).as(new String(bytes, UTF_8)).isEqualTo(jacksonAccepts(bytes));
    }
    assertThat(refused).isBetween(TEXTS / 10, TEXTS);
  }

  private boolean accepts(byte[] bytes) {
    try {
      new JsonObjectIndex(scanner).read(bytes);
      return true;
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  /**
   * One object and nothing behind it, in UTF-8: Jackson is lenient about surrogates, Java is not.
   */
  private static boolean jacksonAccepts(byte[] bytes) {
    try (JsonParser parser =
        JACKSON.createParser(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())) {
      boolean object = parser.nextToken() != null && parser.isExpectedStartObjectToken();
      while (parser.nextToken() != null) {
        parser.getText();
        object &= !parser.getParsingContext().inRoot() || parser.currentToken().isStructEnd();
      }
      return object;
    } catch (CharacterCodingException e) {
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private String value(int depth) {
    int kinds = depth > 4 ? 4 : 6;
    return switch (random.nextInt(kinds)) {
      case 0 -> string();
      case 1 -> number();
      case 2 -> random.nextBoolean() ? "true" : "false";
      case 3 -> "null";
      case 4 -> array(depth);
      default -> object(depth);
    };
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder("{");
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      text.append(i == 0 ? "" : ",").append(space()).append(string()).append(space()).append(':');
      text.append(space()).append(value(depth + 1)).append(space());
    }
    return text.append('}').toString();
  }

  private String array(int depth) {
    StringBuilder text = new StringBuilder("[");
    int items = random.nextInt(5);
    for (int i = 0; i < items; i++) {
      text.append(i == 0 ? "" : ",").append(space()).append(value(depth + 1)).append(space());
    }
    return text.append(']').toString();
  }

  private String number() {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> random.nextInt(100) + "." + random.nextInt(1000);
      case 2 -> random.nextInt(10) + "E" + (random.nextBoolean() ? "-" : "+") + random.nextInt(9);
      default -> "-0.5e3";
    };
  }

  private String string() {
    String[] pieces = {
      "after", "\\\"", "\\\\", "\\u00e9", "\\n", "{", "}", "[", ",", ":", "血压", "é", "😀", " ", "op"
    };
    StringBuilder text = new StringBuilder("\"");
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.append('"').toString();
  }

  private String space() {
    return random.nextInt(4) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
  }
}
