package org.yunhe.streaming.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The options of {@code ./yunhe bench landing}.
 *
 * @param sizes numbers of rows to land, one table line each
 * @param topics topics that the rows are spread over
 * @param rounds runs of landing and of the peer, in turn; the median counts
 * @param parallelism of the landing job
 * @param tasks of the peer's connector, 0 to run landing alone
 * @param memory heap of either, MiB
 * @param interval between two commits of either, such as 2s
 */
record BenchOptions(
    List<Long> sizes,
    int topics,
    int rounds,
    int parallelism,
    int tasks,
    int memory,
    String interval) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rows", "250000,1000000",
          "--topics", "80",
          "--rounds", "3",
          "--parallelism", "1",
          "--tasks", "1",
          "--memory", "1024",
          "--interval", "2s");

  static BenchOptions parse(String[] args) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    for (int i = 0; i < args.length; i += 2) {
      if (!DEFAULTS.containsKey(args[i]) || i + 1 == args.length) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME,
            "'" + args[i] + "' is no option with a value",
            "use " + DEFAULTS.keySet());
      }
      values.put(args[i], args[i + 1]);
    }
    return new BenchOptions(
        Arrays.stream(values.get("--rows").split(",")).map(Long::valueOf).toList(),
        number(values, "--topics"),
        number(values, "--rounds"),
        number(values, "--parallelism"),
        number(values, "--tasks"),
        number(values, "--memory"),
        values.get("--interval"));
  }

  private static int number(Map<String, String> values, String option) {
    return Integer.parseInt(values.get(option));
  }
}
