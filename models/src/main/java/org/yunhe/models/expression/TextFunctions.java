package org.yunhe.models.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Functions of texts; positions and lengths count code points, from 1. */
final class TextFunctions {
  private TextFunctions() {}

  static void addTo(StandardFunctions standard) {
    standard.texts("concat", 0, StandardFunctions.ANY, TextFunctions::concat);
    standard.add("concat_ws", 1, StandardFunctions.ANY, TextFunctions::concatWs);
    standard.texts("upper", 1, 1, texts -> text(texts, 0).toUpperCase(Locale.ROOT));
    standard.texts("lower", 1, 1, texts -> text(texts, 0).toLowerCase(Locale.ROOT));
    standard.texts("trim", 1, 1, texts -> trimmed(text(texts, 0), true, true));
    standard.texts("ltrim", 1, 1, texts -> trimmed(text(texts, 0), true, false));
    standard.texts("rtrim", 1, 1, texts -> trimmed(text(texts, 0), false, true));
    standard.texts("length", 1, 1, texts -> (long) length(text(texts, 0)));
    standard.texts("char_length", 1, 1, texts -> (long) length(text(texts, 0)));
    standard.strict("substring", 2, 3, TextFunctions::substring);
    standard.strict("substr", 2, 3, TextFunctions::substring);
    standard.strict("left", 2, 2, a -> part(Casts.toText(a[0]), 0, whole(a[1])));
    standard.strict("right", 2, 2, TextFunctions::right);
    standard.strict("lpad", 2, 3, a -> padded(a, true));
    standard.strict("rpad", 2, 3, a -> padded(a, false));
    standard.texts("replace", 3, 3, TextFunctions::replace);
    standard.texts("startswith", 2, 2, texts -> text(texts, 0).startsWith(text(texts, 1)));
    standard.texts("endswith", 2, 2, texts -> text(texts, 0).endsWith(text(texts, 1)));
    standard.texts("contains", 2, 2, texts -> text(texts, 0).contains(text(texts, 1)));
    standard.strict("regexp_extract", 2, 3, TextFunctions::extract);
    standard.texts("regexp_replace", 3, 3, TextFunctions::replaceAll);
  }

  /** Removes spaces, and only spaces, at either end. */
  static String trimmed(String text, boolean before, boolean after) {
    int from = 0;
    int to = text.length();
    while (before && from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (after && to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private static String text(Object[] texts, int index) {
    return (String) texts[index];
  }

  private static int whole(Object value) {
    return (int) Casts.exact(value, Casts::toInt, "int");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Object concat(Object[] texts) {
    StringBuilder joined = new StringBuilder();
    for (Object text : texts) {
      joined.append(text);
    }
    return joined.toString();
  }

  private static Object concatWs(Object[] arguments) {
    if (arguments[0] == null) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      List<?> items = arguments[i] instanceof List<?> list ? list : nullable(arguments[i]);
      items.stream().filter(item -> item != null).map(Casts::toText).forEach(parts::add);
    }
    return String.join(Casts.toText(arguments[0]), parts);
  }

  private static List<?> nullable(Object item) {
    return item == null ? List.of() : List.of(item);
  }

  private static Object substring(Object[] arguments) {
    String text = Casts.toText(arguments[0]);
    int position = whole(arguments[1]);
    int length = arguments.length > 2 ? whole(arguments[2]) : Integer.MAX_VALUE;
    int from = position > 0 ? position - 1 : position < 0 ? length(text) + position : 0;
    long end = Math.min((long) from + length, length(text));
    return part(text, Math.max(from, 0), (int) Math.max(end - Math.max(from, 0), 0));
  }

  private static Object right(Object[] arguments) {
    String text = Casts.toText(arguments[0]);
    int count = Math.max(whole(arguments[1]), 0);
    return part(text, Math.max(length(text) - count, 0), count);
  }

  private static String part(String text, int from, int count) {
    int total = length(text);
    int start = Math.min(from, total);
    int end = Math.max(start, Math.min(start + Math.min(count, total), total));
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }

  private static Object padded(Object[] arguments, boolean before) {
    String text = Casts.toText(arguments[0]);
    int wanted = Math.max(whole(arguments[1]), 0);
    String pad = arguments.length > 2 ? Casts.toText(arguments[2]) : " ";
    int missing = wanted - length(text);
    if (missing <= 0 || pad.isEmpty()) {
      return part(text, 0, wanted);
    }
    String padding = part(pad.repeat(missing / length(pad) + 1), 0, missing);
    return before ? padding + text : text + padding;
  }

  private static Object replace(Object[] texts) {
    String sought = text(texts, 1);
    return sought.isEmpty() ? texts[0] : text(texts, 0).replace(sought, text(texts, 2));
  }

  private static Object extract(Object[] arguments) {
    Matcher matcher =
        Patterns.regular(Casts.toText(arguments[1])).matcher(Casts.toText(arguments[0]));
    int group = arguments.length > 2 ? whole(arguments[2]) : 1;
    if (group < 0 || group > matcher.groupCount()) {
      throw new EvaluationException("the expression has no group " + group);
    }
    if (!matcher.find() || matcher.group(group) == null) {
      return "";
    }
    return matcher.group(group);
  }

  private static Object replaceAll(Object[] texts) {
    return Patterns.regular(text(texts, 1)).matcher(text(texts, 0)).replaceAll(text(texts, 2));
  }
}
