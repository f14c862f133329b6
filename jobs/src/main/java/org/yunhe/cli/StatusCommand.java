package org.yunhe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;

/** Shows the health of each part, the lag of each flow and the last run of each job. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the health of each part, the lag of each flow and the last run of each job.",
      "Exit code 0 where every part is healthy, 5 otherwise."
    })
final class StatusCommand implements Callable<Integer> {
  private static final int UNHEALTHY = 5;
  private static final String LAST_RUNS =
      """
      SELECT job, max_by(status, ended_at), cast(max(ended_at) AS varchar),
             cast(max_by(date_diff('second', started_at, ended_at), ended_at) AS varchar) || ' s',
             cast(max_by(rows_read, ended_at) AS varchar),
             cast(max_by(rows_written, ended_at) AS varchar)
      FROM lake.ops.job_run GROUP BY job ORDER BY job
      """;

  private static final String OPEN_DRIFTS =
      """
      SELECT source, count(*) FROM (
        SELECT source, drift_id FROM lake.ops.schema_drift
        GROUP BY source, drift_id HAVING count_if(status = 'resolved') = 0)
      GROUP BY source ORDER BY source
      """;

  @Override
  public Integer call() {
    YunheConfig config = YunheConfig.load();
    Platform platform = new Platform(config);
    boolean healthy = parts(platform);
    if (healthy) {
      flows(config);
      jobs(config);
    }
    return healthy ? 0 : UNHEALTHY;
  }

  private static boolean parts(Platform platform) {
    Table table = new Table(List.of("PART", "STATE", "PID>", "MEMORY>", "UP>", "ADDRESS"));
    boolean all = true;
    for (Part part : platform.parts()) {
      Optional<ProcessHandle> process = part.process();
      boolean healthy = part.healthy();
      all &= healthy || part.optional();
      String state = healthy ? "healthy" : process.isPresent() ? "not ready" : "down";
      table.row(
          List.of(
              part.name(),
              state,
              process.map(handle -> "" + handle.pid()).orElse("-"),
              process.map(handle -> memory(handle.pid())).orElse("-"),
              process
                  .flatMap(handle -> handle.info().startInstant())
                  .map(StatusCommand::age)
                  .orElse("-"),
              part.address()));
    }
    System.out.print(table.text());
    return all;
  }

  private static void flows(YunheConfig config) {
    Connectors connectors = new Connectors(config);
    Capture capture = new Capture(config, connectors);
    Table table = new Table(List.of("FLOW", "PROTOCOL", "STATE", "LAG"));
    new FeedLines(config).lines(capture.feeds(), connectors.states()).forEach(table::row);
    Flows flows = new Flows(config);
    Map<String, String> jobs = flows.states();
    Map<String, Long> lag = capture.readLag(flows.readers());
    jobs.forEach(
        (job, state) ->
            table.row(
                List.of(
                    job, "flink", state, lag.containsKey(job) ? lag.get(job) + " records" : "-")));
    System.out.println();
    System.out.print(table.text());
  }

  private static void jobs(YunheConfig config) {
    System.out.println();
    try (TrinoClient trino = new TrinoClient(config, "platform")) {
      Table table = new Table(List.of("JOB", "LAST RUN", "ENDED", "TOOK>", "READ>", "WRITTEN>"));
      trino
          .query(LAST_RUNS)
          .rows()
          .forEach(row -> table.row(row.stream().map(v -> v == null ? "-" : v).toList()));
      System.out.print(table.text());
      System.out.println();
      System.out.println(drifts(trino.query(OPEN_DRIFTS).rows(), config.language()));
      String promises =
          new PromiseLine(config.language()).of(trino.query(PromiseLine.MISSED).rows());
      if (!promises.isEmpty()) {
        System.out.println(promises);
      }
    } catch (YunheException e) {
      System.out.println("jobs: " + e.line());
    }
  }

  private static String drifts(List<List<String>> rows, String language) {
    boolean zh = language.equals("zh");
    if (rows.isEmpty()) {
      return zh ? "表结构漂移：无" : "schema drifts open: none";
    }
    return (zh ? "表结构漂移（未解决）：" : "schema drifts open: ")
        + rows.stream().map(row -> row.get(0) + " " + row.get(1)).collect(Collectors.joining(", "))
        + (zh ? "；见 ops.schema_drift" : "; see ops.schema_drift");
  }

  private static String memory(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
          .findFirst()
          .orElse("-");
    } catch (java.io.IOException e) {
      return "-";
    }
  }

  private static String age(Instant start) {
    Duration age = Duration.between(start, Instant.now());
    return age.toHours() > 0
        ? age.toHours() + " h " + age.toMinutesPart() + " min"
        : age.toMinutes() + " min " + age.toSecondsPart() + " s";
  }
}
