package org.yunhe.lakehouse.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The embedded Kafka broker: one KRaft node that is broker and controller; a process of its own.
 */
public final class KafkaBroker {
  private KafkaBroker() {}

  /** Formats the storage at the first start, then runs the broker until it is told to stop. */
  public static void main(String[] args) throws IOException {
    YunheConfig config = YunheConfig.load();
    Path folder = config.home().resolve("data/kafka");
    Path properties = folder.resolve("server.properties");
    Files.createDirectories(folder);
    Files.writeString(
        properties,
        settings(config, folder).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
    if (!Files.exists(folder.resolve("log/meta.properties"))) {
      format(properties);
    }
    Kafka.main(new String[] {properties.toString()});
  }

  private static void format(Path properties) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    String[] arguments = {
      "format", "--config", properties.toString(), "--cluster-id", Uuid.randomUuid().toString()
    };
    int code =
        StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          "Kafka's storage cannot be formatted: " + output.toString(StandardCharsets.UTF_8),
          "free disk space and make the folder writable");
    }
  }

  private static Map<String, String> settings(YunheConfig config, Path folder) {
    String broker = "PLAINTEXT://" + config.host() + ":" + config.ports().kafka();
    String controller = "CONTROLLER://" + config.host() + ":" + config.ports().kafkaController();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put(
        "controller.quorum.voters", "1@" + config.host() + ":" + config.ports().kafkaController());
    settings.put("listeners", broker + "," + controller);
    settings.put("advertised.listeners", broker);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.resolve("log").toString());
    settings.put("num.partitions", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("message.max.bytes", "20971520");
    settings.put("replica.fetch.max.bytes", "20971520");
    settings.put("log.retention.hours", "168");
    settings.put("log.segment.bytes", "134217728");
    settings.put("auto.create.topics.enable", "true");
    return settings;
  }
}
