package org.yunhe.models.expression;

import java.util.HashMap;
import java.util.Map;

/** The functions of Spark SQL that need nothing but their arguments. */
final class StandardFunctions {
  static final int ANY = Integer.MAX_VALUE;

  private final Map<String, FunctionRegistry.Entry> functions = new HashMap<>();

  private StandardFunctions() {}

  static Map<String, FunctionRegistry.Entry> all() {
    StandardFunctions standard = new StandardFunctions();
    TextFunctions.addTo(standard);
    NumberFunctions.addTo(standard);
    TimeFunctions.addTo(standard);
    ValueFunctions.addTo(standard);
    return standard.functions;
  }

  /** Adds a function that is handed nulls too. */
  void add(String name, int least, int most, RowFunction function) {
    functions.put(name, new FunctionRegistry.Entry(least, most, function));
  }

  /** Adds a function that is null where an argument is null. */
  void strict(String name, int least, int most, RowFunction function) {
    add(
        name,
        least,
        most,
        arguments -> {
          for (Object argument : arguments) {
            if (argument == null) {
              return null;
            }
          }
          return function.call(arguments);
        });
  }

  /** Adds a function of texts that is null where an argument is null. */
  void texts(String name, int least, int most, RowFunction function) {
    add(name, least, most, ofTexts(function));
  }

  /** Makes a function of texts: null where an argument is null. */
  static RowFunction ofTexts(RowFunction function) {
    return arguments -> {
      Object[] texts = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] == null) {
          return null;
        }
        texts[i] = Casts.toText(arguments[i]);
      }
      return function.call(texts);
    };
  }
}
