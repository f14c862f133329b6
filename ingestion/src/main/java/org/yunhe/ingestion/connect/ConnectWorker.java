package org.yunhe.ingestion.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.yunhe.lakehouse.config.YunheConfig;

/**
 * The embedded Connect worker, in distributed mode like a worker of a cluster; a process of its
 * own. Connector files name secrets as {@code ${secrets:secrets/<source>.properties:password}},
 * relative to the folder the worker runs in.
 */
public final class ConnectWorker {
  private ConnectWorker() {}

  /** Writes the worker's settings and runs it until it is told to stop. */
  public static void main(String[] args) throws IOException {
    YunheConfig config = YunheConfig.load();
    Path properties = config.home().resolve("data/connect/worker.properties");
    Files.createDirectories(properties.getParent());
    Files.writeString(
        properties,
        settings(config).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
    ConnectDistributed.main(new String[] {properties.toString()});
  }

  private static Map<String, String> settings(YunheConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", config.kafka().bootstrap());
    settings.put("group.id", "yunhe-connect");
    settings.put("listeners", "http://" + config.host() + ":" + config.ports().connect());
    settings.put("rest.advertised.host.name", config.host());
    settings.put("plugin.discovery", "service_load");
    settings.put("config.storage.topic", "_yunhe.connect.configs");
    settings.put("offset.storage.topic", "_yunhe.connect.offsets");
    settings.put("status.storage.topic", "_yunhe.connect.status");
    for (String storage : new String[] {"config", "offset", "status"}) {
      settings.put(storage + ".storage.replication.factor", "1");
    }
    settings.put("offset.storage.partitions", "4");
    settings.put("status.storage.partitions", "2");
    settings.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
    settings.put("key.converter.schemas.enable", "false");
    settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    settings.put("value.converter.schemas.enable", "false");
    settings.put("offset.flush.interval.ms", "1000");
    settings.put("exactly.once.source.support", "disabled");
    settings.put("connector.client.config.override.policy", "All");
    settings.put("config.providers", "secrets");
    settings.put(
        "config.providers.secrets.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    settings.put("producer.linger.ms", "20");
    settings.put("producer.batch.size", "262144");
    settings.put("producer.compression.type", "lz4");
    settings.put("producer.max.request.size", "20971520");
    settings.put("topic.tracking.enable", "false");
    settings.put("scheduled.rebalance.max.delay.ms", "1000");
    return settings;
  }
}
