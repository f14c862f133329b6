package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Beds of one institution day by day; a stay that finds none free gets an extra bed. */
final class Beds {

  /** A bed; {@code extra} ones stand in the corridor. */
  record Bed(int number, String department, boolean extra, BitSet days) {}

  private final LocalDate first;
  private final int days;
  private final List<Bed> beds = new ArrayList<>();
  private int next;

  Beds(int count, List<String> departments, LocalDate first, LocalDate last) {
    this.first = first;
    this.days = (int) ChronoUnit.DAYS.between(first, last) + 1;
    for (int i = 0; i < count; i++) {
      beds.add(new Bed(i + 1, departments.get(i % departments.size()), false, new BitSet(days)));
    }
  }

  /** Takes a bed from a day up to, not including, another. */
  Bed take(String department, LocalDate from, LocalDate to) {
    int start = Math.min(index(from), days - 1);
    int end = Math.max(start + 1, index(to));
    Bed bed = free(department, start, end);
    bed.days().set(start, end);
    return bed;
  }

  private Bed free(String department, int start, int end) {
    for (int i = 0; i < beds.size(); i++) {
      Bed bed = beds.get((next + i) % beds.size());
      int taken = bed.days().nextSetBit(start);
      if (taken < 0 || taken >= end) {
        next = (next + i + 1) % beds.size();
        return bed;
      }
    }
    Bed extra = new Bed(beds.size() + 1, department, true, new BitSet(days));
    beds.add(extra);
    return extra;
  }

  /** Every day on which a regular bed stood empty. */
  void empty(ObjIntConsumer<Bed> action) {
    for (Bed bed : beds) {
      if (!bed.extra()) {
        for (int day = bed.days().nextClearBit(0);
            day < days;
            day = bed.days().nextClearBit(day + 1)) {
          action.accept(bed, day);
        }
      }
    }
  }

  List<Bed> all() {
    return beds;
  }

  LocalDate lastDay() {
    return first.plusDays(days - 1);
  }

  LocalDate day(int index) {
    return first.plusDays(index);
  }

  boolean occupiedOnLastDay(Bed bed) {
    return bed.days().get(days - 1);
  }

  private int index(LocalDate day) {
    return (int) Math.clamp(ChronoUnit.DAYS.between(first, day), 0, days);
  }
}
