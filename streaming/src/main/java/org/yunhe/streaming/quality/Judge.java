package org.yunhe.streaming.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.quality.Verdict;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.streaming.landing.SourceRowReader.Change;

/** Judges changes: maps the row as core does, and asks every rule of its tables. */
final class Judge {
  /** The reason codes that every mapped row is asked about. */
  private static final List<String> CONTRACT = List.of("YQ-CAST", "YQ-REQUIRED");

  /** The tables whose references are answered live; the others are few and answered in batch. */
  private static final Set<String> REFERENCED = Set.of("core.patient");

  private final RowMapper mapper;
  private final RuleCatalog rules;
  private final Map<String, Set<String>> referenced;

  Judge(RowMapper mapper, RuleCatalog rules) {
    this.mapper = mapper;
    this.rules = rules;
    this.referenced =
        rules.rules().stream()
            .filter(QualityRule::isReference)
            .filter(rule -> REFERENCED.contains(rule.referencedTable()))
            .collect(
                Collectors.groupingBy(
                    QualityRule::referencedTable,
                    Collectors.mapping(QualityRule::referencedColumn, Collectors.toSet())));
  }

  /** The judge by the models of the class path; compiled once a process, for it takes a second. */
  static Judge shared() {
    return Shared.JUDGE;
  }

  private static final class Shared {
    private static final Judge JUDGE = load();
  }

  private static Judge load() {
    ContractCatalog contracts = ContractCatalog.load();
    CodeCatalog codes = CodeCatalog.load();
    List<SourceDefinition> sources = SourceCatalog.load().sources();
    return new Judge(
        RowMapper.load(sources, MappingCatalog.load(), contracts, codes),
        RuleCatalog.load(contracts, codes));
  }

  /** Whether any rule may have to say something of the table. */
  boolean isConcerned(String source, String table) {
    return mapper.reads(source, table);
  }

  /** Judges a change at the time it arrived. */
  Judged judge(Change change, Instant arrivedAt) {
    SourceRow origin = change.row();
    String rowKey = Rows.key(origin.source(), origin.table(), origin.key());
    Judged judged = Judged.of(new JudgedRow(rowKey, origin.position(), new ArrayList<>()));
    List<MappedRow> rows = kept(mapper.map(origin));
    if (change.deleted()) {
      rows.forEach(row -> leave(row, judged));
      return judged;
    }
    rows.forEach(row -> judge(row, change, arrivedAt, judged));
    if (!change.before().isEmpty()) {
      withdraw(change, judged);
    }
    return judged;
  }

  private void judge(MappedRow row, Change change, Instant arrivedAt, Judged judged) {
    List<Judgement> judgements = rules.evaluate(row, arrivedAt);
    List<Finding> findings = judged.row().findings();
    row.faults().forEach(fault -> findings.add(finding(row, fault)));
    judgements.stream()
        .filter(Judgement::isViolated)
        .forEach(each -> findings.add(finding(row, each)));
    countContract(row, judged);
    judgements.forEach(each -> count(row, RuleKey.of(each.rule()), each.verdict(), judged));
    boolean fit = isFit(row, judgements);
    if (fit) {
      refer(row, change.snapshot(), judged);
    } else {
      judged.unusable().add(unfit(row, judgements));
    }
    stand(row, fit, change.snapshot(), judged);
  }

  private static boolean isFit(MappedRow row, List<Judgement> judgements) {
    return row.faults().isEmpty()
        && judgements.stream().noneMatch(each -> each.isViolated() && each.rule().isFatal());
  }

  private static Judged.Unfit unfit(MappedRow row, List<Judgement> judgements) {
    List<MappedRow.Fault> faults =
        Stream.concat(
                row.faults().stream(),
                judgements.stream()
                    .filter(each -> each.isViolated() && each.rule().isFatal())
                    .map(
                        each ->
                            new MappedRow.Fault(
                                each.rule().reasonCode(), each.rule().column(), each.reason())))
            .toList();
    return new Judged.Unfit(
        row.target().fullName(),
        row.sourceRow(),
        faults.getFirst().code(),
        faults.getFirst().column(),
        faults.stream().map(MappedRow.Fault::reason).collect(Collectors.joining("; ")));
  }

  /** What the rows refer to: an event for each reference that has a value. */
  private void refer(MappedRow row, boolean snapshot, Judged judged) {
    for (QualityRule rule : references(row)) {
      Object value = row.values().get(rule.column());
      if (value == null) {
        count(row, RuleKey.of(rule), Verdict.NOT_APPLICABLE, judged);
      } else {
        judged.references().add(reference(row, rule, value, snapshot, ReferenceEvent.Kind.REFERS));
      }
    }
  }

  /** The values of this row that others may refer to. */
  private void stand(MappedRow row, boolean fit, boolean snapshot, Judged judged) {
    String table = row.target().fullName();
    for (String column : referenced.getOrDefault(table, Set.of())) {
      Object value = row.values().get(column);
      if (value != null) {
        judged
            .references()
            .add(standing(judged, table + "." + column + "=" + value, fit, snapshot));
      }
    }
  }

  private static ReferenceEvent standing(
      Judged judged, String value, boolean fit, boolean snapshot) {
    return new ReferenceEvent(
        value,
        fit ? ReferenceEvent.Kind.STANDS : ReferenceEvent.Kind.GONE,
        judged.row().rowKey(),
        judged.row().position(),
        snapshot,
        null,
        0);
  }

  private void leave(MappedRow row, Judged judged) {
    for (QualityRule rule : references(row)) {
      Object value = row.values().get(rule.column());
      if (value != null) {
        judged.references().add(reference(row, rule, value, false, ReferenceEvent.Kind.WITHDRAWN));
      }
    }
    stand(row, false, false, judged);
  }

  /** Withdraws the references that the row before the update had and has no more. */
  private void withdraw(Change change, Judged judged) {
    Set<String> kept = new HashSet<>();
    judged.references().forEach(event -> kept.add(identity(event)));
    for (MappedRow row : kept(mapper.map(change.previous()))) {
      for (QualityRule rule : references(row)) {
        Object value = row.values().get(rule.column());
        if (value != null) {
          ReferenceEvent old = reference(row, rule, value, false, ReferenceEvent.Kind.WITHDRAWN);
          if (!kept.contains(identity(old))) {
            judged.references().add(old);
          }
        }
      }
    }
  }

  private static String identity(ReferenceEvent event) {
    return event.finding() == null
        ? ""
        : event.value() + "|" + event.finding().rule().id() + "|" + event.finding().sourceRow();
  }

  private List<QualityRule> references(MappedRow row) {
    return rules.references(row.target().fullName()).stream()
        .filter(rule -> referenced.containsKey(rule.referencedTable()))
        .toList();
  }

  private static ReferenceEvent reference(
      MappedRow row, QualityRule rule, Object value, boolean snapshot, ReferenceEvent.Kind kind) {
    Judgement dangling = RuleCatalog.reference(rule, value, false);
    Finding finding = finding(row, dangling);
    return new ReferenceEvent(
        rule.reference() + "=" + value,
        kind,
        finding.rowKey(),
        finding.sourcePosition(),
        snapshot,
        finding,
        changedAt(row));
  }

  private static Finding finding(MappedRow row, Judgement judgement) {
    return Finding.of(
        RuleKey.of(judgement.rule()),
        row,
        judgement.rule().column(),
        judgement.value(),
        judgement.reason());
  }

  private static Finding finding(MappedRow row, MappedRow.Fault fault) {
    return Finding.of(
        RuleKey.ofContract(fault.code(), row.target().fullName()),
        row,
        fault.column(),
        null,
        fault.reason());
  }

  private static void countContract(MappedRow row, Judged judged) {
    for (String code : CONTRACT) {
      boolean violated = row.faults().stream().anyMatch(fault -> fault.code().equals(code));
      count(
          row,
          RuleKey.ofContract(code, row.target().fullName()),
          violated ? Verdict.VIOLATED : Verdict.PASSED,
          judged);
    }
  }

  private static void count(MappedRow row, RuleKey rule, Verdict verdict, Judged judged) {
    MetricKey key = MetricKey.of(changedAt(row), row.origin().source(), Rows.orgCode(row), rule);
    judged.counts().add(MetricCount.of(key, verdict));
  }

  private static long changedAt(MappedRow row) {
    return row.origin().changedAt() == null ? 0 : row.origin().changedAt().toEpochMilli();
  }

  private static List<MappedRow> kept(List<MappedRow> rows) {
    return rows.stream().filter(row -> row.filter() == null).toList();
  }
}
