package org.yunhe.ingestion.fhir.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The endpoint's words stand in both languages and take the same values. */
class TextsTest {
  @Test
  void everyTextStandsInBothLanguagesWithTheSameValues() throws IOException {
    Properties english = read("texts.properties");
    Properties chinese = read("texts_zh.properties");

    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    for (String name : english.stringPropertyNames()) {
      String en = new Texts("en").say(name, "A0", "B1", "C2");
      String zh = new Texts("zh").say(name, "A0", "B1", "C2");
      for (String value : new String[] {"A0", "B1", "C2"}) {
        assertThat(zh.contains(value)).as(name + ": " + zh).isEqualTo(en.contains(value));
      }
      assertThat(en + zh).as(name).doesNotContain("{");
      assertThat(zh).as(name).isNotEqualTo(en);
    }
  }

  private static Properties read(String file) throws IOException {
    try (InputStream in =
        Texts.class.getResourceAsStream("/org/yunhe/ingestion/fhir/push/" + file)) {
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    }
  }
}
