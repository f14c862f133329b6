package org.yunhe.ingestion.simulator.person;

import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;

/** Every random choice of one resident; the same for the same seed and number. */
public final class Dice {

  private final SplittableRandom random;

  /** Dice of one thing (a resident, the staff, a day of live writing) under a seed. */
  public Dice(long seed, long number) {
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xC2B2AE3D27D4EB4FL);
  }

  /** True with probability {@code p}. */
  public boolean chance(double p) {
    return random.nextDouble() < p;
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  public int between(int low, int high) {
    return high <= low ? low : random.nextInt(low, high + 1);
  }

  /** A number from {@code low} up to, not including, {@code high}. */
  public double uniform(double low, double high) {
    return random.nextDouble(low, high);
  }

  /** A number around {@code mean}. */
  public double normal(double mean, double deviation) {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return mean + (sum - 6) * deviation;
  }

  /** One of the items, each as likely as the next. */
  public <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Index of a weight, drawn in proportion. */
  public int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double point = random.nextDouble() * total;
    for (int i = 0; i < weights.length; i++) {
      point -= weights[i];
      if (point < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** A moment some minutes after another. */
  public LocalDateTime after(LocalDateTime time, int lowMinutes, int highMinutes) {
    return time.plusMinutes(between(lowMinutes, highMinutes)).plusSeconds(between(0, 59));
  }
}
