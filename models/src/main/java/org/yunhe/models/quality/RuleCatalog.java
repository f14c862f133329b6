package org.yunhe.models.quality;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.expression.EvaluationException;
import org.yunhe.models.expression.RowExpression;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * All quality rules of the contracts, compiled. Every engine judges by it: the same record and the
 * same time give the same verdicts.
 *
 * <p>Beside the columns of its table a condition sees {@code _now} (the time of judging) and {@code
 * _today} (the latest calendar day that has begun anywhere, so that no row of today is early), both
 * null for a source whose dates were shifted, and {@code _deidentified}, true for such a source.
 */
public final class RuleCatalog implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ZoneOffset EARLIEST_ZONE = ZoneOffset.ofHours(14);
  private static final int SHOWN_LENGTH = 120;

  /** Columns that every condition may look at, and no contract declares. */
  static final List<String> GIVEN = List.of("_now", "_today", "_deidentified");

  private final Form form;
  private final Map<String, RowExpression> compiled = new LinkedHashMap<>();
  private final Map<String, List<QualityRule>> byTable;

  private RuleCatalog(Form form) {
    this.form = form;
    this.byTable =
        form.rules().stream()
            .collect(Collectors.groupingBy(QualityRule::table, TreeMap::new, Collectors.toList()));
    RuleFunctions functions = new RuleFunctions(form.codes(), form.products());
    for (QualityRule rule : form.rules()) {
      if (!rule.isReference()) {
        compiled.put(
            rule.id(), RuleReview.compile(rule.id(), rule.file(), rule.expression(), functions));
      }
    }
  }

  /** What a catalog is made of; it travels between processes in this form. */
  private record Form(
      ArrayList<QualityRule> rules,
      CodeCatalog codes,
      TreeMap<String, String> products,
      TreeMap<String, Boolean> deidentified)
      implements Serializable {
    private Object readResolve() {
      return new RuleCatalog(this);
    }
  }

  private Object writeReplace() {
    return form;
  }

  /** Loads the rules of all contracts, for the sources of the class path. */
  public static RuleCatalog load(ContractCatalog contracts, CodeCatalog codes) {
    return of(contracts, codes, SourceCatalog.load().sources());
  }

  /** Builds the catalog for given sources; fails with file and line of a rule that is wrong. */
  public static RuleCatalog of(
      ContractCatalog contracts, CodeCatalog codes, Collection<SourceDefinition> sources) {
    return of(contracts, codes, sources, Faults.FIRST);
  }

  /** Builds the catalog of the rules that are right and reports the others. */
  public static RuleCatalog of(
      ContractCatalog contracts,
      CodeCatalog codes,
      Collection<SourceDefinition> sources,
      Faults faults) {
    TreeMap<String, String> products = new TreeMap<>();
    TreeMap<String, Boolean> deidentified = new TreeMap<>();
    for (SourceDefinition source : sources) {
      products.put(source.source(), source.product());
      deidentified.put(source.source(), source.deidentified());
    }
    List<QualityRule> rules =
        RuleReview.rules(contracts, new RuleFunctions(codes, products), faults);
    return new RuleCatalog(new Form(new ArrayList<>(rules), codes, products, deidentified));
  }

  /** Returns all rules, in the order of the contracts. */
  public List<QualityRule> rules() {
    return List.copyOf(form.rules());
  }

  /** Returns the rules of a table, such as {@code core.patient}. */
  public List<QualityRule> rules(String table) {
    return List.copyOf(byTable.getOrDefault(table, List.of()));
  }

  /** Returns the conditions of a table that {@code wanted} picks; references are left out. */
  public List<QualityRule> conditions(String table, Predicate<QualityRule> wanted) {
    return rules(table).stream().filter(rule -> !rule.isReference()).filter(wanted).toList();
  }

  /** Returns the references of a table. */
  public List<QualityRule> references(String table) {
    return rules(table).stream().filter(QualityRule::isReference).toList();
  }

  /** Returns the rule of that identifier. */
  public QualityRule rule(String id) {
    return form.rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new YunheException(
                    ErrorCode.UNKNOWN_NAME, "there is no rule '" + id + "'", "./yunhe check"));
  }

  /** Judges a row, as its mapping gave it, by all conditions of its table. */
  public List<Judgement> evaluate(MappedRow row, Instant now) {
    return evaluate(conditions(row.target().fullName(), rule -> true), row, now);
  }

  /** Judges a row, as its mapping gave it, by some conditions of its table. */
  public List<Judgement> evaluate(List<QualityRule> rules, MappedRow row, Instant now) {
    return evaluate(rules, row.origin().source(), columns(row), now);
  }

  /**
   * Judges a row by some conditions.
   *
   * @param rules conditions of the row's table
   * @param source source system of the row
   * @param column reads a column of the table by name
   * @param now time of judging
   */
  public List<Judgement> evaluate(
      List<QualityRule> rules, String source, Function<String, Object> column, Instant now) {
    Function<String, Object> seen = given(source, column, now);
    List<Judgement> judgements = new ArrayList<>(rules.size());
    for (QualityRule rule : rules) {
      judgements.add(judge(rule, seen));
    }
    return judgements;
  }

  /**
   * Judges a reference.
   *
   * @param rule a rule of reference
   * @param value value of its column, or null
   * @param found whether the value stands in the table it refers to
   */
  public static Judgement reference(QualityRule rule, Object value, boolean found) {
    if (value == null) {
      return new Judgement(rule, Verdict.NOT_APPLICABLE, null, null);
    }
    return found
        ? new Judgement(rule, Verdict.PASSED, null, null)
        : new Judgement(
            rule,
            Verdict.VIOLATED,
            shown(value),
            rule.nameEn() + ": " + rule.column() + " = " + shown(value));
  }

  private Judgement judge(QualityRule rule, Function<String, Object> column) {
    try {
      Object holds = compiled.get(rule.id()).evaluate(column);
      if (holds == null) {
        return new Judgement(rule, Verdict.NOT_APPLICABLE, null, null);
      }
      return Boolean.TRUE.equals(holds)
          ? new Judgement(rule, Verdict.PASSED, null, null)
          : violated(rule, column, "");
    } catch (EvaluationException e) {
      return violated(rule, column, " (" + e.getMessage() + ")");
    }
  }

  private static Judgement violated(
      QualityRule rule, Function<String, Object> column, String further) {
    String values =
        rule.columns().stream()
            .map(name -> name + " = " + shown(column.apply(name)))
            .collect(Collectors.joining(", "));
    return new Judgement(
        rule,
        Verdict.VIOLATED,
        shown(column.apply(rule.column())),
        rule.nameEn() + ": " + values + further);
  }

  private Function<String, Object> given(
      String source, Function<String, Object> column, Instant now) {
    boolean deidentified = form.deidentified().getOrDefault(source, false);
    LocalDate today = now.atOffset(EARLIEST_ZONE).toLocalDate();
    return name ->
        switch (name) {
          case "_now" -> deidentified ? null : now;
          case "_today" -> deidentified ? null : today;
          case "_deidentified" -> deidentified;
          default -> column.apply(name);
        };
  }

  private static Function<String, Object> columns(MappedRow row) {
    return name ->
        switch (name) {
          case "source" -> row.origin().source();
          case "source_table" -> row.origin().table();
          case "source_key" -> row.origin().key();
          case "source_row" -> row.sourceRow();
          case "source_position" -> row.origin().position();
          case "source_ts" -> row.origin().changedAt();
          default -> row.values().get(name);
        };
  }

  private static String shown(Object value) {
    if (value == null) {
      return null;
    }
    String text =
        value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
    return text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) : text;
  }
}
