package org.yunhe.ingestion.simulator.care;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.pool.Life;
import org.yunhe.ingestion.simulator.pool.LifePool;

/**
 * The years of a life that a resident lives, moved so that they end on the day of the load.
 *
 * @param from first moment of the life that counts
 * @param to last moment of the life that counts
 * @param days how far everything is moved
 * @param birth birth date of the resident
 */
public record LifeWindow(LocalDateTime from, LocalDateTime to, long days, LocalDate birth) {

  /** Age in days below which nobody is registered yet. */
  private static final int YOUNGEST = 28;

  /** Draws a window of {@code years} years of a life for a resident who is met on {@code asOf}. */
  public static LifeWindow draw(Dice dice, Life life, int years, LocalDate asOf) {
    LocalDate end = LifePool.END.minusDays(dice.between(0, 20));
    if (life.death() == null) {
      end = end.minusYears(dice.between(0, Math.max(0, LifePool.YEARS - years)));
    } else {
      LocalDate late = life.death().plusDays(dice.between(5, years * 365));
      end = late.isBefore(end) ? late : end;
    }
    LocalDate newborn = life.birth().plusDays(YOUNGEST);
    end = newborn.isAfter(end) ? newborn : end;
    long days = ChronoUnit.DAYS.between(end, asOf);
    LocalDate start = end.minusYears(years);
    boolean child = life.birth().isAfter(start.minusYears(18));
    LocalDate birth = life.birth().plusDays(days + (child ? 0 : dice.between(-500, 500)));
    return new LifeWindow(start.atStartOfDay(), end.atStartOfDay(), days, birth);
  }

  /** Whether a moment of the life lies in the window. */
  public boolean contains(LocalDateTime time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** The moment of the resident's time that a moment of the life becomes. */
  public LocalDateTime move(LocalDateTime time) {
    return time.plusDays(days);
  }

  /** When the resident died, or null. */
  public LocalDateTime death(Life life) {
    return life.death() == null || !life.death().isBefore(to.toLocalDate())
        ? null
        : move(life.death().atTime(6, 0)).plusMinutes(life.birth().getDayOfYear());
  }
}
