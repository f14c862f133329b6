package org.yunhe.ingestion.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.util.ConnectorUtils;
import org.yunhe.ingestion.fhir.pull.FhirSourceConfig;
import org.yunhe.ingestion.fhir.pull.FhirSourceTask;

/** Pulls resources from a FHIR R4 server; its tasks share the resource types. */
public final class FhirSourceConnector extends SourceConnector {
  private Map<String, String> settings = Map.of();

  @Override
  public String version() {
    return "1";
  }

  @Override
  public ConfigDef config() {
    return FhirSourceConfig.SETTINGS;
  }

  @Override
  public void start(Map<String, String> given) {
    settings = Map.copyOf(given);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return FhirSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<String> types = new FhirSourceConfig(settings).types();
    int tasks = Math.min(maxTasks, types.size());
    List<Map<String, String>> configs = new ArrayList<>();
    for (List<String> own : ConnectorUtils.groupPartitions(types, tasks)) {
      configs.add(FhirSourceConfig.forTask(settings, own, tasks));
    }
    return configs;
  }

  @Override
  public void stop() {}
}
