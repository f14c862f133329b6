package org.yunhe.models.expression;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The functions that expressions may call; immutable. */
public final class FunctionRegistry {
  private static final FunctionRegistry STANDARD = new FunctionRegistry(StandardFunctions.all());

  private final Map<String, Entry> functions;

  private FunctionRegistry(Map<String, Entry> functions) {
    this.functions = functions;
  }

  record Entry(int least, int most, RowFunction function) {

    boolean takes(int arguments) {
      return arguments >= least && arguments <= most;
    }
  }

  /** Returns the functions of Spark SQL that mappings and rules may call. */
  public static FunctionRegistry standard() {
    return STANDARD;
  }

  /** Returns these functions and one more, which takes exactly {@code arity} arguments. */
  public FunctionRegistry with(String name, int arity, RowFunction function) {
    Map<String, Entry> more = new HashMap<>(functions);
    more.put(name.toLowerCase(Locale.ROOT), new Entry(arity, arity, function));
    return new FunctionRegistry(more);
  }

  /** Returns these functions and one more, which takes texts and is null where one is null. */
  public FunctionRegistry withText(String name, int arity, RowFunction function) {
    return with(name, arity, StandardFunctions.ofTexts(function));
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(functions.get(name.toLowerCase(Locale.ROOT)));
  }
}
