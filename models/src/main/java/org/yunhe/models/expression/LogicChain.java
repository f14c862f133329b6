package org.yunhe.models.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;

/**
 * A condition as the sequence of operands and AND, OR, NOT in which it was written. JSqlParser
 * hangs whatever follows {@code x IN (…)} under its list, {@code x IN ((…) AND y)}; the written
 * order tells what was meant.
 */
final class LogicChain {
  private final List<Term> terms = new ArrayList<>();

  /** An operator, or an operand: an expression or the membership of {@code value} in a list. */
  record Term(Operator operator, Expression value, ParenthesedExpressionList<?> in, boolean not) {

    static Term of(Operator operator) {
      return new Term(operator, null, null, false);
    }

    static Term of(Expression operand) {
      return new Term(null, operand, null, false);
    }
  }

  /** What connects operands. */
  enum Operator {
    AND,
    OR,
    NOT
  }

  private LogicChain() {}

  /** Returns the terms in written order, or empty where a list of IN is not written as a list. */
  static Optional<List<Term>> of(Expression expression) {
    LogicChain chain = new LogicChain();
    return chain.add(expression) ? Optional.of(chain.terms) : Optional.empty();
  }

  private boolean add(Expression expression) {
    return switch (expression) {
      case AndExpression and ->
          add(and.getLeftExpression()) && add(Operator.AND) && add(and.getRightExpression());
      case OrExpression or ->
          add(or.getLeftExpression()) && add(Operator.OR) && add(or.getRightExpression());
      case NotExpression not -> add(Operator.NOT) && add(not.getExpression());
      case InExpression in -> addIn(in);
      default -> terms.add(Term.of(expression));
    };
  }

  private boolean add(Operator operator) {
    return terms.add(Term.of(operator));
  }

  private boolean addIn(InExpression in) {
    int list = terms.size();
    if (!add(in.getRightExpression())
        || !(terms.get(list).value() instanceof ParenthesedExpressionList<?> items)) {
      return false;
    }
    terms.set(list, new Term(null, in.getLeftExpression(), items, in.isNot()));
    return true;
  }
}
