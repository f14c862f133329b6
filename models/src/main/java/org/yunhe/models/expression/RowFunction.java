package org.yunhe.models.expression;

/** A function that expressions may call by name. */
@FunctionalInterface
public interface RowFunction {

  /** Returns the value for the arguments, each of which may be null. */
  Object call(Object[] arguments);
}
