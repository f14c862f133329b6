package org.yunhe.dashboards.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Properties;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The texts of a report in one language, from {@code report/texts.<language>.properties}. */
final class Texts {
  private final String language;
  private final Properties texts = new Properties();

  Texts(String language) {
    this.language = language;
    String file = "/report/texts." + language + ".properties";
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME, "no language is named '" + language + "'", "use zh or en");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns {@code zh} or {@code en}. */
  String language() {
    return language;
  }

  /** Returns the text under {@code key} with its places filled in. */
  String of(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
  }

  /** Returns a month as people write it. */
  String month(YearMonth month) {
    return of("month", month.getYear(), month.getMonthValue());
  }
}
