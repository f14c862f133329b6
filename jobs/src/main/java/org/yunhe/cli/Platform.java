package org.yunhe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.MariaDbServer;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.lakehouse.server.TrinoServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The parts of the embedded platform, in the order they start. */
final class Platform {
  /** Name of the part that keeps core fresh. */
  static final String CORE = "core";

  private final YunheConfig config;
  private final PostgresServer postgres;
  private final MariaDbServer mariaDb;
  private final SupersetPart superset;
  private final DemoFeeds feeds;
  private final List<Part> parts = new ArrayList<>();

  Platform(YunheConfig config) {
    this.config = config;
    this.postgres = new PostgresServer(config);
    this.mariaDb = new MariaDbServer(config);
    this.superset = new SupersetPart(config);
    this.feeds = new DemoFeeds(config);
    parts.add(new PostgresPart(config, postgres));
    if (MariaDbServer.installed()) {
      parts.add(new MariaDbPart(config, mariaDb));
    }
    parts.addAll(
        List.of(
            kafka(),
            governance(),
            new TrinoPart(config, new TrinoServer(config)),
            connect(),
            flink(),
            fhirPush(),
            superset,
            core(),
            simulator()));
    for (JvmPart.Spec system : feeds.parts(RegionFeed.connection(config, postgres))) {
      parts.add(jvm(system, () -> feeds.answers(system.name())));
    }
  }

  YunheConfig config() {
    return config;
  }

  PostgresServer postgres() {
    return postgres;
  }

  SupersetPart superset() {
    return superset;
  }

  MariaDbServer mariaDb() {
    return mariaDb;
  }

  DemoFeeds feeds() {
    return feeds;
  }

  /** Returns all parts in the order they start. */
  List<Part> parts() {
    return parts;
  }

  /** Returns the part of that name. */
  Part part(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new YunheException(
                    ErrorCode.UNKNOWN_NAME,
                    "no part is named '" + name + "'",
                    "use one of " + parts.stream().map(Part::name).toList()));
  }

  private Part kafka() {
    return jvm(
        new JvmPart.Spec(
            "kafka",
            "lakehouse",
            "org.yunhe.lakehouse.server.KafkaBroker",
            List.of(),
            config.memory().kafka(),
            Map.of(
                "ports.kafka", config.ports().kafka(),
                "ports.kafka-controller", config.ports().kafkaController()),
            config.kafka().bootstrap()),
        () -> KafkaProbe.answers(config.kafka().bootstrap()));
  }

  private Part governance() {
    return jvm(
        new JvmPart.Spec(
            "governance",
            "governance",
            "org.yunhe.governance.server.PolicyServer",
            List.of(),
            config.memory().governance(),
            Map.of("ports.governance", config.ports().governance()),
            config.governance().url()),
        () -> Http.probe(config.governance().url() + "/health").isPresent());
  }

  private Part connect() {
    return jvm(
        new JvmPart.Spec(
            "connect",
            "ingestion",
            "org.yunhe.ingestion.connect.ConnectWorker",
            List.of(),
            config.memory().connect(),
            Map.of("ports.connect", config.ports().connect()),
            config.connect().url()),
        () -> Http.probe(config.connect().url() + "/connectors").isPresent());
  }

  private Part flink() {
    return jvm(
        new JvmPart.Spec(
            "flink",
            "streaming",
            "org.yunhe.streaming.session.FlinkSession",
            List.of(),
            config.memory().flink(),
            Map.of("ports.flink", config.ports().flink()),
            config.flink().url()),
        () ->
            Http.probe(config.flink().url() + "/jobs/overview")
                .map(Platform::running)
                .orElse(false));
  }

  /** The core job that goes on by itself beside live events. */
  private Part core() {
    return jvm(
        new JvmPart.Spec(
                CORE,
                "jobs",
                RunCommand.MAIN,
                List.of(
                    "core", "--follow", String.valueOf(config.spark().coreInterval().toSeconds())),
                config.memory().spark(),
                Map.of(),
                "")
            .beside(),
        () -> true);
  }

  private Part fhirPush() {
    String address = config.fhirPush().url();
    String health = address.replaceFirst("/fhir$", "/health");
    return jvm(
        new JvmPart.Spec(
            "fhir-push",
            "ingestion",
            "org.yunhe.ingestion.fhir.push.PushServer",
            List.of(),
            config.memory().fhirPush(),
            Map.of("ports.fhir-push", config.ports().fhirPush()),
            address),
        () -> Http.probe(health, config.secret("fhir-push.crt")).isPresent());
  }

  private Part simulator() {
    return jvm(
        new JvmPart.Spec(
                "simulator",
                "ingestion",
                RegionFeed.SIMULATOR,
                RegionFeed.liveArguments(config, postgres, mariaDb),
                config.memory().simulator(),
                Map.of(),
                "")
            .beside(),
        () -> true);
  }

  private static boolean running(JsonNode overview) {
    JsonNode jobs = overview.path("jobs");
    if (jobs.isEmpty()) {
      return false;
    }
    for (JsonNode job : jobs) {
      if (!job.path("state").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }

  private Part jvm(JvmPart.Spec spec, java.util.function.BooleanSupplier health) {
    return new JvmPart(config, spec, health);
  }

  /** PostgreSQL, which daemonises itself. */
  private record PostgresPart(YunheConfig config, PostgresServer server) implements Part {
    @Override
    public String name() {
      return "postgresql";
    }

    @Override
    public String address() {
      return config.host() + ":" + config.ports().postgres();
    }

    @Override
    public boolean healthy() {
      return server.healthy();
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public Optional<ProcessHandle> process() {
      return server.process();
    }

    @Override
    public Path log() {
      return server.log();
    }

    @Override
    public List<String> lastLogLines(int count) {
      return LogTail.last(server.log(), count);
    }
  }

  /** MariaDB, where this machine has it. */
  private record MariaDbPart(YunheConfig config, MariaDbServer server) implements Part {
    @Override
    public String name() {
      return "mariadb";
    }

    @Override
    public String address() {
      return config.host() + ":" + config.ports().mariadb();
    }

    @Override
    public boolean healthy() {
      return server.healthy();
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public Optional<ProcessHandle> process() {
      return server.process().running();
    }

    @Override
    public Path log() {
      return server.process().log();
    }

    @Override
    public List<String> lastLogLines(int count) {
      return server.process().lastLogLines(count);
    }
  }

  /** Trino with its own distribution. */
  private record TrinoPart(YunheConfig config, TrinoServer server) implements Part {
    @Override
    public String name() {
      return "trino";
    }

    @Override
    public String address() {
      return config.trino().url();
    }

    @Override
    public boolean healthy() {
      return server.process().running().isPresent()
          && Http.probe(config.trino().url() + "/v1/info", config.trino().certificate())
              .map(info -> !info.path("starting").asBoolean(true))
              .orElse(false);
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public Optional<ProcessHandle> process() {
      return server.process().running();
    }

    @Override
    public Path log() {
      return server.process().log();
    }

    @Override
    public List<String> lastLogLines(int count) {
      return server.process().lastLogLines(count);
    }
  }
}
