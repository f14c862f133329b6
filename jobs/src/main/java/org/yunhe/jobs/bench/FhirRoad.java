package org.yunhe.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Takes files the whole way, from the folder to core, and by the peer; tells how long it took. */
final class FhirRoad {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPICS = "(fhir|quarantine)[.]" + FhirSandbox.SOURCE + "[.].*";

  private final FhirSandbox sandbox;

  /**
   * How the files came into core.
   *
   * @param toKafka seconds from the drop until Kafka had every resource
   * @param toRaw seconds from then until {@code raw.fhir} had every one
   * @param toCore seconds that the job took, with Spark's start and end
   * @param cpuMillis processor time of Kafka, Connect, Flink and the job, in this order
   * @param fates source rows by what became of them
   * @param coreRows rows in core's tables
   */
  record Passage(
      double toKafka,
      double toRaw,
      double toCore,
      Map<String, Long> cpuMillis,
      Map<String, Long> fates,
      long coreRows) {
    double seconds() {
      return toKafka + toRaw + toCore;
    }

    long allMillis() {
      return cpuMillis.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** What the peer took: seconds with Spark's start, and processor time. */
  record Peer(double seconds, long cpuMillis) {}

  FhirRoad(FhirSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Has the peer read the folder. */
  Peer pathling(Path files, long count) throws IOException, InterruptedException {
    List<String> words =
        run(
                "pathling",
                sandbox.java(
                    "jobs",
                    sandbox.config().memory().spark(),
                    PathlingPeer.class.getName(),
                    files.toString(),
                    sandbox.scratch("pathling").toString()))
            .lines()
            .filter(line -> line.startsWith(PathlingPeer.LINE + " "))
            .map(line -> List.of(line.split(" ", -1)))
            .findFirst()
            .orElseThrow();
    require("Pathling has", count, Long.parseLong(words.get(3)));
    return new Peer(Double.parseDouble(words.get(1)), Long.parseLong(words.get(2)));
  }

  /** Drops the files and follows them into core. */
  Passage travel(Path files, long count) throws IOException, InterruptedException {
    LakeCount counts = new LakeCount(sandbox.catalog(), FhirSandbox.SOURCE);
    try (Admin kafka = admin()) {
      Map<String, Long> before = sandbox.processorMillis();
      long dropped = System.nanoTime();
      drop(files);
      sandbox.await("every resource in Kafka", () -> records(kafka) >= count);
      long captured = System.nanoTime();
      sandbox.await("every resource in raw.fhir", () -> counts.landed() >= count);
      long landed = System.nanoTime();
      long children = ChildTime.millis();
      run(
          "core",
          sandbox.java(
              "jobs", sandbox.config().memory().spark(), "org.yunhe.jobs.JobMain", "core"));
      long done = System.nanoTime();
      Map<String, Long> cpu = sandbox.processorMillis();
      cpu.replaceAll((part, millis) -> millis - before.get(part));
      cpu.put("core", ChildTime.millis() - children);
      sandbox.await("the feed's reports", () -> reported() >= count);
      require("the feed's reports count", count, reported());
      require("raw.fhir has", count, counts.landed());
      Map<String, Long> fates = counts.fates();
      require(
          "ops.source_row has", count, fates.values().stream().mapToLong(Long::longValue).sum());
      return new Passage(
          (captured - dropped) / 1e9,
          (landed - captured) / 1e9,
          (done - landed) / 1e9,
          cpu,
          fates,
          counts.coreRows());
    }
  }

  /** Moves the files into the feed's folder, as somebody does who has written them beside it. */
  private void drop(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.sorted().toList()) {
        Files.move(file, sandbox.inbox().resolve(file.getFileName()));
      }
    }
  }

  private long records(Admin kafka) {
    try {
      var topics =
          kafka.listTopics().names().get().stream().filter(name -> name.matches(TOPICS)).toList();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      kafka
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  topic
                      .partitions()
                      .forEach(
                          partition ->
                              ends.put(
                                  new TopicPartition(name, partition.partition()),
                                  OffsetSpec.latest())));
      return kafka.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException e) {
      return 0; // a topic that is being made has no leader yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long reported() {
    if (!Files.isDirectory(sandbox.reports())) {
      return 0;
    }
    try (Stream<Path> reports = Files.list(sandbox.reports())) {
      long count = 0;
      for (Path report : reports.filter(file -> file.toString().endsWith(".json")).toList()) {
        var read = JSON.readTree(report.toFile());
        for (var type : read.path("resources")) {
          count += type.asLong();
        }
        count += read.path("unreadable").asLong();
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String name, List<String> command) throws IOException, InterruptedException {
    Path log = sandbox.scratch(name + ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(sandbox.config().root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread killer = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(killer);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(killer);
    String output = Files.readString(log);
    if (code != 0) {
      throw new YunheException(
          ErrorCode.JOB_FAILED,
          name + " ended with exit code " + code + ": " + last(output),
          "run the benchmark again");
    }
    return output;
  }

  private static String last(String output) {
    List<String> lines = output.lines().toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static void require(String what, long wanted, long found) {
    if (wanted != found) {
      throw new YunheException(
          ErrorCode.JOB_FAILED, what + " " + found + " of " + wanted + " resources", "report it");
    }
  }

  private Admin admin() {
    Properties properties = new Properties();
    properties.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, sandbox.config().kafka().bootstrap());
    return Admin.create(properties);
  }
}
