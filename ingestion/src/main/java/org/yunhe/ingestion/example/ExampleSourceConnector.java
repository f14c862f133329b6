package org.yunhe.ingestion.example;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Captures a list of changes; the work is its one task's. */
public final class ExampleSourceConnector extends SourceConnector {
  private Map<String, String> settings = Map.of();

  @Override
  public String version() {
    return "1";
  }

  @Override
  public ConfigDef config() {
    return ExampleConfig.SETTINGS;
  }

  @Override
  public void start(Map<String, String> given) {
    settings = Map.copyOf(given);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return ExampleSourceTask.class;
  }

  /** One list is read by one task, whatever {@code maxTasks} allows. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return List.of(settings);
  }

  @Override
  public void stop() {}
}
