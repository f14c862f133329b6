package org.yunhe.models.expression;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/** Functions of values of any type. */
final class ValueFunctions {
  private ValueFunctions() {}

  static void addTo(StandardFunctions standard) {
    int any = StandardFunctions.ANY;
    standard.add("array", 0, any, a -> Collections.unmodifiableList(Arrays.asList(a)));
    standard.strict("array_contains", 2, 2, a -> contains((List<?>) a[0], a[1]));
    standard.add("named_struct", 2, any, ValueFunctions::struct);
    standard.add("isnull", 1, 1, a -> a[0] == null);
    standard.add("isnotnull", 1, 1, a -> a[0] != null);
    standard.add("nullif", 2, 2, ValueFunctions::nullIf);
    standard.add("least", 2, any, a -> extreme(a, order -> order < 0));
    standard.add("greatest", 2, any, a -> extreme(a, order -> order > 0));
  }

  private static Object contains(List<?> list, Object sought) {
    return list.stream().anyMatch(each -> Boolean.TRUE.equals(Comparisons.equal(each, sought)));
  }

  private static Object struct(Object[] arguments) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      fields.put(Casts.toText(arguments[i]).toLowerCase(Locale.ROOT), arguments[i + 1]);
    }
    return fields;
  }

  private static Object nullIf(Object[] arguments) {
    return Boolean.TRUE.equals(Comparisons.equal(arguments[0], arguments[1])) ? null : arguments[0];
  }

  private static Object extreme(Object[] arguments, IntPredicate better) {
    Object found = null;
    for (Object argument : arguments) {
      if (found == null
          || (argument != null && better.test(Comparisons.compare(argument, found)))) {
        found = argument;
      }
    }
    return found;
  }
}
