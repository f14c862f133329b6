package org.yunhe.models.cohort;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds where the events of one person meet criteria and paths. */
final class Matcher {
  private static final Comparator<ClinicalEvent> BY_DATE =
      Comparator.comparing(ClinicalEvent::date).thenComparing(ClinicalEvent::id);

  private final PersonHistory person;
  private final List<ClinicalEvent> events;

  Matcher(PersonHistory person) {
    this(person, person.events().stream().sorted(BY_DATE).toList());
  }

  private Matcher(PersonHistory person, List<ClinicalEvent> events) {
    this.person = person;
    this.events = events;
  }

  /** Returns a matcher of the events between two dates, inclusive; null is no bound. */
  Matcher between(LocalDate from, LocalDate to) {
    return new Matcher(
        person,
        events.stream()
            .filter(event -> from == null || !event.date().isBefore(from))
            .filter(event -> to == null || !event.date().isAfter(to))
            .toList());
  }

  /** Returns whether an event counts for one of the filters. */
  boolean hasAny(List<EventFilter> filters) {
    return events.stream().anyMatch(event -> counts(event, filters));
  }

  /** Returns whether a criterion is met. */
  boolean meets(Criterion criterion) {
    return !matches(criterion).isEmpty();
  }

  /** Returns the earliest way in which a path is met, if it is. */
  Optional<Match> earliest(EntryPath path) {
    List<List<Match>> found = path.all().stream().map(this::matches).toList();
    return found.stream()
        .flatMap(List::stream)
        .map(Match::start)
        .sorted()
        .distinct()
        .map(start -> together(start, found, path.withinDays()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Match> together(
      LocalDate start, List<List<Match>> found, Integer withinDays) {
    List<ClinicalEvent> evidence = new ArrayList<>();
    LocalDate complete = start;
    for (List<Match> matches : found) {
      Optional<Match> first =
          matches.stream()
              .filter(match -> !match.start().isBefore(start))
              .filter(match -> withinDays == null || days(start, match.start()) <= withinDays)
              .findFirst();
      if (first.isEmpty()) {
        return Optional.empty();
      }
      evidence.addAll(first.get().evidence());
      complete = first.get().start().isAfter(complete) ? first.get().start() : complete;
    }
    return Optional.of(
        new Match(start, complete, evidence.stream().distinct().sorted(BY_DATE).toList()));
  }

  /** Returns every way in which a criterion is met, one for each first event. */
  private List<Match> matches(Criterion criterion) {
    List<ClinicalEvent> near = criterion.of() == null ? counted(criterion) : tests(criterion);
    List<Match> matches = new ArrayList<>();
    for (int first = 0; first < near.size(); first++) {
      if (counts(near.get(first), criterion.events())) {
        chain(criterion, near.subList(first, near.size())).ifPresent(matches::add);
      }
    }
    return matches;
  }

  private Optional<Match> chain(Criterion criterion, List<ClinicalEvent> candidates) {
    LocalDate start = candidates.get(0).date();
    List<ClinicalEvent> chain = new ArrayList<>();
    long tests = 0;
    LocalDate testDay = null;
    for (ClinicalEvent event : candidates) {
      if (!event.date().equals(testDay)) {
        testDay = event.date();
        tests++;
      }
      if (chain.size() == criterion.minCount()
          || (criterion.withinDays() != null && days(start, testDay) > criterion.withinDays())
          || (criterion.of() != null && tests > criterion.of())) {
        break;
      }
      if (counts(event, criterion.events())
          && (chain.isEmpty()
              || days(chain.get(chain.size() - 1).date(), testDay) >= criterion.minGapDays())) {
        chain.add(event);
      }
    }
    return chain.size() == criterion.minCount()
        ? Optional.of(new Match(start, start, chain))
        : Optional.empty();
  }

  private List<ClinicalEvent> counted(Criterion criterion) {
    return kept(criterion).stream().filter(event -> counts(event, criterion.events())).toList();
  }

  private List<ClinicalEvent> tests(Criterion criterion) {
    return kept(criterion).stream()
        .filter(event -> criterion.events().stream().anyMatch(filter -> filter.covers(event)))
        .toList();
  }

  private List<ClinicalEvent> kept(Criterion criterion) {
    return criterion.ignore().isEmpty()
        ? events
        : events.stream()
            .filter(event -> criterion.ignore().stream().noneMatch(near -> isNear(event, near)))
            .toList();
  }

  private boolean isNear(ClinicalEvent event, Ignore ignore) {
    return person.events().stream()
        .filter(other -> ignore.near().matches(other, person))
        .anyMatch(other -> Math.abs(days(other.date(), event.date())) <= ignore.days());
  }

  private boolean counts(ClinicalEvent event, List<EventFilter> filters) {
    return filters.stream().anyMatch(filter -> filter.matches(event, person));
  }

  private static long days(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }
}
