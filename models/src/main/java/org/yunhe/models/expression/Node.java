package org.yunhe.models.expression;

import java.util.function.Function;

/** One compiled part of an expression: a pure function of the row's columns. */
@FunctionalInterface
interface Node {

  /** Returns the value for a row, which {@code column} reads by lower-case name; null is SQL's. */
  Object of(Function<String, Object> column);
}
