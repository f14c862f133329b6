package org.yunhe.models.quality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.RuleContract;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.expression.EvaluationException;
import org.yunhe.models.expression.RowExpression;

/** Turns the declarations of rules into rules; what is wrong with one is told with its place. */
final class RuleReview {
  private RuleReview() {}

  /** Returns the rules of all contracts; identifiers must be unique among them. */
  static List<QualityRule> rules(
      ContractCatalog contracts, RuleFunctions functions, Faults faults) {
    List<QualityRule> rules = new ArrayList<>();
    Map<String, RuleContract> known = new TreeMap<>();
    for (TableContract table : contracts.tables()) {
      for (RuleContract declared : table.rules()) {
        RuleContract other = known.put(declared.id(), declared);
        if (other != null) {
          faults.report(
              wrong(declared, "its identifier is that of " + other.file(), "name it otherwise"));
        }
        faults
            .attempt(
                () ->
                    declared.references() == null
                        ? condition(table, declared, functions)
                        : reference(table, declared))
            .ifPresent(rules::add);
      }
    }
    return rules;
  }

  /** Compiles a condition and tries it on an empty row: it must give a truth value or null. */
  static RowExpression compile(String id, String file, String condition, RuleFunctions functions) {
    RowExpression expression =
        RowExpression.compile(file + ": rule " + id, condition, functions.registry());
    Object tried = tryEmpty(expression);
    if (tried != null && !(tried instanceof Boolean)) {
      throw wrong(id, file, "it gives " + tried, "write a condition");
    }
    return expression;
  }

  private static Object tryEmpty(RowExpression expression) {
    try {
      return expression.evaluate(column -> null);
    } catch (EvaluationException e) {
      return null;
    }
  }

  private static QualityRule condition(
      TableContract table, RuleContract declared, RuleFunctions functions) {
    RowExpression expression =
        compile(declared.id(), declared.file(), declared.expression(), functions);
    Set<String> named = new TreeSet<>(expression.columns());
    named.removeAll(RuleCatalog.GIVEN);
    named.forEach(column -> column(table, declared, column));
    Set<String> columns = new LinkedHashSet<>();
    if (declared.column() != null) {
      columns.add(column(table, declared, declared.column()).name());
    }
    table.columns().stream()
        .map(ColumnContract::name)
        .filter(named::contains)
        .forEach(columns::add);
    if (columns.isEmpty()) {
      throw wrong(declared, "it looks at no column", "write a condition on the table's columns");
    }
    return rule(table, declared, List.copyOf(columns), null);
  }

  private static QualityRule reference(TableContract table, RuleContract declared) {
    ColumnContract column = column(table, declared, declared.references());
    if (column.references() == null) {
      throw wrong(
          declared,
          "the column " + column.name() + " has no relationship",
          "declare 'relationships' with the column");
    }
    if (declared.severity().equals("fatal")) {
      throw wrong(
          declared,
          "a reference cannot be fatal, for what it leads to may arrive later",
          "use warn or flag");
    }
    return rule(table, declared, List.of(column.name()), column.references());
  }

  private static QualityRule rule(
      TableContract table, RuleContract declared, List<String> columns, String reference) {
    return new QualityRule(
        declared.id(),
        table.fullName(),
        declared.nameEn(),
        declared.nameZh(),
        declared.textEn(),
        declared.textZh(),
        declared.axis(),
        Severity.valueOf(declared.severity().toUpperCase(Locale.ROOT)),
        declared.expression(),
        columns,
        reference,
        declared.file());
  }

  private static ColumnContract column(TableContract table, RuleContract declared, String name) {
    return table
        .column(name)
        .orElseThrow(
            () ->
                wrong(
                    declared,
                    table.fullName() + " has no column '" + name + "'",
                    "use one of the table's columns"));
  }

  private static YunheException wrong(RuleContract rule, String what, String remedy) {
    return wrong(rule.id(), rule.file(), what, remedy);
  }

  private static YunheException wrong(String id, String file, String what, String remedy) {
    return new YunheException(ErrorCode.BAD_MODEL, file + ": rule " + id + ": " + what, remedy);
  }
}
