package org.yunhe.models.expression;

/**
 * A value that an expression cannot go on with, where Spark in ANSI mode would stop: a cast that
 * fails, a division by zero, an overflow.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String what) {
    super(what);
  }
}
