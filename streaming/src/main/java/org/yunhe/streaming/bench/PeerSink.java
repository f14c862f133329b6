package org.yunhe.streaming.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The peer: Apache Iceberg's own Kafka Connect sink in a worker of its own, all topics into one
 * table, with the consumer settings, the compression and the commit interval that landing has.
 */
final class PeerSink {
  static final String TABLE = "peer.change";

  private final YunheConfig config;
  private final Path folder;
  private final int tasks;

  PeerSink(YunheConfig config, Path folder, int tasks) {
    this.config = config;
    this.folder = folder;
    this.tasks = tasks;
  }

  /** The class path of the worker; the build makes it on demand, for it is large. */
  static String classpath(Path root) throws IOException, InterruptedException {
    Path file = root.resolve("streaming/target/classpath/peer.txt");
    if (!Files.exists(file)) {
      Process maven =
          new ProcessBuilder(
                  List.of(
                      "mvn", "-B", "-q", "-Pbench", "-pl", "streaming", "-am", "process-classes"))
              .directory(root.toFile())
              .inheritIO()
              .start();
      if (maven.waitFor() != 0) {
        throw new YunheException(
            ErrorCode.NOT_BUILT, "the peer's class path was not built", "look at Maven's output");
      }
    }
    return root.resolve("streaming/target/classes")
        + File.pathSeparator
        + Files.readString(file).strip();
  }

  /** Writes the worker's and the connector's settings: the arguments of the worker. */
  List<String> write(Path firstRead) throws IOException {
    Path worker = folder.resolve("peer-worker.properties");
    Path connector = folder.resolve("peer-connector.properties");
    Files.writeString(worker, lines(worker()));
    Files.writeString(connector, lines(connector(firstRead)));
    return List.of(worker.toString(), connector.toString());
  }

  private Map<String, String> worker() {
    return Map.of(
        "bootstrap.servers", config.kafka().bootstrap(),
        "listeners", "http://" + config.host() + ":" + config.ports().connect(),
        "plugin.discovery", "service_load",
        "key.converter", "org.apache.kafka.connect.json.JsonConverter",
        "key.converter.schemas.enable", "false",
        "value.converter", "org.apache.kafka.connect.json.JsonConverter",
        "value.converter.schemas.enable", "false",
        "offset.storage.file.filename", folder.resolve("peer-offsets").toString(),
        "offset.flush.interval.ms", "1000",
        "connector.client.config.override.policy", "All");
  }

  private Map<String, String> connector(Path firstRead) {
    Map<String, String> settings = new LinkedHashMap<>();
    String name = "peer-" + System.currentTimeMillis();
    settings.put("name", name);
    settings.put("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
    settings.put("tasks.max", Integer.toString(tasks));
    settings.put("topics.regex", "cdc\\..*");
    settings.put("iceberg.tables", TABLE);
    settings.put("iceberg.tables.auto-create-enabled", "true");
    settings.put("iceberg.tables.evolve-schema-enabled", "true");
    settings.put("iceberg.tables.auto-create-props.write.parquet.compression-level", "1");
    settings.put("iceberg.control.topic", "control-" + name);
    settings.put(
        "iceberg.control.commit.interval-ms",
        Long.toString(config.flink().checkpointInterval().toMillis()));
    settings.put("iceberg.kafka.bootstrap.servers", config.kafka().bootstrap());
    settings.put("iceberg.catalog", config.lake().catalog());
    CatalogProperties.of(config)
        .forEach((key, value) -> settings.put("iceberg.catalog." + key, value));
    settings.put("consumer.override.auto.offset.reset", "earliest");
    settings.put("consumer.override.max.poll.records", "5000");
    settings.put("consumer.override.fetch.max.bytes", Integer.toString(64 << 20));
    settings.put("consumer.override.max.partition.fetch.bytes", Integer.toString(8 << 20));
    settings.put("consumer.override.receive.buffer.bytes", Integer.toString(1 << 20));
    FirstRead.into(firstRead)
        .forEach((key, value) -> settings.put("consumer.override." + key, value));
    return settings;
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
