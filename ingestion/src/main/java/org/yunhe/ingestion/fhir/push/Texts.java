package org.yunhe.ingestion.fhir.push;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The endpoint's own words, in the language of the settings. */
final class Texts {
  private final ResourceBundle words;
  private final Locale locale;

  Texts(String language) {
    locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT;
    words =
        ResourceBundle.getBundle(
            "org.yunhe.ingestion.fhir.push.texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
  }

  /** Returns the text of that name with {@code values} in it. */
  String say(String name, Object... values) {
    return new MessageFormat(words.getString(name), Locale.ROOT).format(values);
  }

  /** Returns the language as a locale. */
  Locale locale() {
    return locale;
  }
}
