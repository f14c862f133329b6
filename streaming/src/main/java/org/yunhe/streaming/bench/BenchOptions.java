package org.yunhe.streaming.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The options of {@code ./yunhe bench landing}.
 *
 * @param sizes numbers of rows to land, one table line each; none with {@code --rows 0}
 * @param topics topics that the rows are spread over
 * @param rounds runs of landing and of the peer, in turn; the median counts
 * @param parallelism of the landing job
 * @param tasks of the peer's connector, 0 to run landing alone
 * @param memory heap of either, MiB
 * @param interval between two commits of either, such as 2s
 * @param rate changed rows a second while the delay is measured
 * @param seconds how long the delay is measured, 0 for not at all
 * @param platform measures the delay through the running platform, from PostgreSQL to Trino
 * @param encrypted lands row images encrypted
 */
record BenchOptions(
    List<Long> sizes,
    int topics,
    int rounds,
    int parallelism,
    int tasks,
    int memory,
    String interval,
    int rate,
    int seconds,
    boolean platform,
    boolean encrypted) {

  private static final String PLATFORM = "--platform";
  private static final String ENCRYPTED = "--encrypted";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rows", "250000,1000000",
          "--topics", "80",
          "--rounds", "3",
          "--parallelism", "1",
          "--tasks", "1",
          "--memory", "1024",
          "--interval", "2s",
          "--rate", "500",
          "--seconds", "60");

  static BenchOptions parse(String[] args) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    boolean platform = Arrays.asList(args).contains(PLATFORM);
    boolean encrypted = Arrays.asList(args).contains(ENCRYPTED);
    List<String> pairs =
        Arrays.stream(args).filter(arg -> !Set.of(PLATFORM, ENCRYPTED).contains(arg)).toList();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!DEFAULTS.containsKey(pairs.get(i)) || i + 1 == pairs.size()) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME,
            "'" + pairs.get(i) + "' is no option with a value",
            "use "
                + PLATFORM
                + ", "
                + ENCRYPTED
                + " or one of "
                + new TreeSet<>(DEFAULTS.keySet()));
      }
      values.put(pairs.get(i), pairs.get(i + 1));
    }
    return new BenchOptions(
        Arrays.stream(values.get("--rows").split(","))
            .map(Long::valueOf)
            .filter(rows -> rows > 0)
            .toList(),
        number(values, "--topics"),
        number(values, "--rounds"),
        number(values, "--parallelism"),
        number(values, "--tasks"),
        number(values, "--memory"),
        values.get("--interval"),
        number(values, "--rate"),
        number(values, "--seconds"),
        platform,
        encrypted);
  }

  private static int number(Map<String, String> values, String option) {
    return Integer.parseInt(values.get(option));
  }
}
