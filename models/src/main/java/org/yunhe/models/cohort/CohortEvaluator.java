package org.yunhe.models.cohort;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of one person whether, from when to when, and why they belong to a cohort. */
public final class CohortEvaluator {
  private static final String DEATH = "death";

  private final CohortDefinition cohort;

  /** Creates the evaluator of one cohort. */
  public CohortEvaluator(CohortDefinition cohort) {
    this.cohort = cohort;
  }

  private record Entry(EntryPath path, Match match) {}

  private record End(LocalDate date, String reason) {}

  /** Evaluates one person. */
  public Evaluation evaluate(PersonHistory person) {
    Matcher matcher = new Matcher(person);
    List<Entry> entries =
        cohort.entry().stream()
            .flatMap(path -> matcher.earliest(path).map(match -> new Entry(path, match)).stream())
            .toList();
    Optional<Entry> first = entries.stream().min(Comparator.comparing(e -> e.match().start()));
    if (first.isEmpty()) {
      return Evaluation.left("not_entered");
    }
    LocalDate index = first.get().match().start();
    return reasonAgainst(person, matcher, index)
        .map(Evaluation::left)
        .orElseGet(
            () -> new Evaluation(member(person, matcher, index, first.get(), entries), null));
  }

  private Optional<String> reasonAgainst(PersonHistory person, Matcher matcher, LocalDate index) {
    if (priorObservation(person, index) < cohort.priorObservationDays()) {
      return Optional.of("prior_observation");
    }
    if (person.deathDate() != null && person.deathDate().isBefore(index)) {
      return Optional.of("index_after_death");
    }
    return Stream.concat(
            cohort.inclusion().stream()
                .filter(rule -> !holds(rule, person, matcher, index))
                .map(rule -> "inclusion:" + rule.name()),
            cohort.exclusion().stream()
                .filter(rule -> holds(rule, person, matcher, index))
                .map(rule -> "exclusion:" + rule.name()))
        .findFirst();
  }

  private static boolean holds(
      PersonRule rule, PersonHistory person, Matcher matcher, LocalDate index) {
    Integer age = age(person, index);
    if ((rule.minAge() != null && (age == null || age < rule.minAge()))
        || (rule.maxAge() != null && (age == null || age > rule.maxAge()))
        || (!rule.sex().isEmpty() && !rule.sex().contains(String.valueOf(person.sex())))) {
      return false;
    }
    Matcher near =
        matcher.between(
            rule.fromDays() == null ? null : index.plusDays(rule.fromDays()),
            rule.toDays() == null ? null : index.plusDays(rule.toDays()));
    return rule.all().stream().allMatch(near::meets) && rule.none().stream().noneMatch(near::meets);
  }

  private CohortMember member(
      PersonHistory person, Matcher matcher, LocalDate index, Entry first, List<Entry> entries) {
    End end = end(person, index);
    int prior = priorObservation(person, index);
    boolean incident =
        prior >= cohort.washoutDays()
            && !matcher
                .between(index.minusDays(cohort.washoutDays()), index.minusDays(1))
                .hasAny(cohort.entryFilters());
    return new CohortMember(
        person.personId(),
        index,
        first.path().name(),
        entries.stream().map(entry -> entry.path().name()).toList(),
        ids(first.match()),
        age(person, index),
        prior,
        incident,
        end.date(),
        end.reason(),
        outcomes(matcher, index, end.date()));
  }

  private End end(PersonHistory person, LocalDate index) {
    LocalDate observed = person.lastContact() == null ? index : person.lastContact();
    if (observed.isBefore(index)) {
      observed = index;
    }
    End end = new End(observed.plusDays(cohort.observationGraceDays()), "observation_end");
    if (cohort.exit().rule() == Exit.Rule.FIXED_DAYS
        && index.plusDays(cohort.exit().days()).isBefore(end.date())) {
      end = new End(index.plusDays(cohort.exit().days()), "fixed_days");
    }
    return person.deathDate() != null && !person.deathDate().isAfter(end.date())
        ? new End(person.deathDate(), DEATH)
        : end;
  }

  private List<OutcomeEvent> outcomes(Matcher matcher, LocalDate index, LocalDate exit) {
    Matcher before = matcher.between(null, index.minusDays(1));
    Matcher after = matcher.between(index, exit);
    List<OutcomeEvent> reached = new ArrayList<>();
    for (Outcome outcome : cohort.outcomes()) {
      boolean none = true;
      for (int rank = 1; rank <= outcome.stages().size(); rank++) {
        Outcome.Stage stage = outcome.stages().get(rank - 1);
        boolean prevalent = earliest(stage, before).isPresent();
        Optional<Match> match = earliest(stage, after);
        none = none && !prevalent && match.filter(m -> m.complete().equals(index)).isEmpty();
        if (match.isPresent()) {
          reached.add(
              new OutcomeEvent(
                  outcome.name(),
                  stage.name(),
                  rank,
                  match.get().complete(),
                  prevalent,
                  ids(match.get())));
        }
      }
      if (none) {
        reached.add(
            new OutcomeEvent(outcome.name(), OutcomeEvent.NONE, 0, index, false, List.of()));
      }
    }
    return reached;
  }

  private static Optional<Match> earliest(Outcome.Stage stage, Matcher matcher) {
    return stage.any().stream()
        .flatMap(path -> matcher.earliest(path).stream())
        .min(Comparator.comparing(Match::complete));
  }

  private static int priorObservation(PersonHistory person, LocalDate index) {
    return person.firstContact() == null
        ? 0
        : (int) Math.max(0, ChronoUnit.DAYS.between(person.firstContact(), index));
  }

  private static Integer age(PersonHistory person, LocalDate date) {
    return person.birthDate() == null
        ? null
        : (int) ChronoUnit.YEARS.between(person.birthDate(), date);
  }

  private static List<String> ids(Match match) {
    return match.evidence().stream().map(ClinicalEvent::id).toList();
  }
}
