package org.yunhe.models.indicator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The SQL file of an indicator: fills in parameters and finds what can be found without engine. */
final class IndicatorQuery {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern TABLE =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+((?:core|mart)\\.[a-z0-9_]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final List<String> COLUMNS =
      List.of("record_id", "org_code", "dept_code", "event_date", "numerator");
  private static final String DENOMINATOR = "denominator";

  private IndicatorQuery() {}

  /** Returns {@code text} with each {@code ${name}} replaced by its parameter. */
  static String fill(String file, String text, Map<String, String> parameters) {
    Map<String, String> unused = new LinkedHashMap<>(parameters);
    StringBuilder filled = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String value = parameters.get(matcher.group(1));
      if (value == null) {
        throw bad(
            file,
            line(text, matcher.start()),
            matcher.group() + " is not one of the parameters " + parameters.keySet(),
            "add it under 'parameters' of the YAML file");
      }
      unused.remove(matcher.group(1));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    if (!unused.isEmpty()) {
      throw bad(file, 1, "the parameters " + unused.keySet() + " are not used", "remove them");
    }
    return matcher.appendTail(filled).toString();
  }

  /** Returns the tables that {@code sql} reads, sorted. */
  static Set<String> tables(String file, String sql) {
    Set<String> tables = new TreeSet<>();
    Matcher matcher = TABLE.matcher(withoutComments(sql));
    while (matcher.find()) {
      tables.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    if (tables.isEmpty()) {
      throw bad(file, 1, "the query reads no table of core", "write FROM core.…");
    }
    return tables;
  }

  /** Complains where a column of the result is never named. */
  static void checkColumns(String file, String sql, boolean count) {
    String code = withoutComments(sql);
    for (String column : COLUMNS) {
      if (!named(code, column)) {
        throw bad(file, 1, "the query gives no column " + column, "add '… AS " + column + "'");
      }
    }
    if (named(code, DENOMINATOR) == count) {
      throw bad(
          file,
          1,
          count
              ? "the query gives a denominator that the YAML file does not describe"
              : "the query gives no column denominator, which the YAML file describes",
          "a ratio has both, a count neither");
    }
  }

  private static boolean named(String code, String column) {
    return Pattern.compile("\\b" + column + "\\b", Pattern.CASE_INSENSITIVE).matcher(code).find();
  }

  private static String withoutComments(String sql) {
    return COMMENT.matcher(sql).replaceAll("");
  }

  private static long line(String text, int position) {
    return text.substring(0, position).lines().count();
  }

  private static YunheException bad(String file, long line, String what, String remedy) {
    return new YunheException(
        ErrorCode.BAD_MODEL, file + ":" + Math.max(1, line) + ": " + what, remedy);
  }
}
