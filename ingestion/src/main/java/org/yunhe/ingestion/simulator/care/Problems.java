package org.yunhe.ingestion.simulator.care;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.pool.Life;

/** The chronic diseases of a resident with the moved dates of their beginning. */
public final class Problems {

  /** A chronic disease; {@code until} is null while it lasts. */
  public record Problem(Condition condition, LocalDate since, LocalDate until) {
    boolean on(LocalDate day) {
      return !since.isAfter(day) && (until == null || until.isAfter(day));
    }
  }

  private final List<Problem> chronic = new ArrayList<>();

  Problems(Clinical clinical, Life life, LifeWindow window) {
    for (Life.Problem problem : life.problems()) {
      Condition condition = clinical.known(problem.code());
      if (condition != null && condition.chronic()) {
        LocalDate stop = problem.stop();
        chronic.add(
            new Problem(
                condition,
                problem.start().plusDays(window.days()),
                stop == null ? null : stop.plusDays(window.days())));
      }
    }
  }

  List<Condition> on(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    return chronic.stream().filter(p -> p.on(day)).map(Problem::condition).distinct().toList();
  }

  /** The first problem under an ICD-10 category, or null. */
  public Problem first(String prefix) {
    return chronic.stream()
        .filter(p -> p.condition().under(prefix))
        .min(java.util.Comparator.comparing(Problem::since))
        .orElse(null);
  }

  /** Every problem under an ICD-10 category. */
  public List<Problem> all(String prefix) {
    return chronic.stream().filter(p -> p.condition().under(prefix)).toList();
  }
}
