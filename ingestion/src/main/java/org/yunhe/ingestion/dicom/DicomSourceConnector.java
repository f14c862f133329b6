package org.yunhe.ingestion.dicom;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Reads the metadata of an imaging archive over DICOMweb (PS3.18: QIDO-RS and WADO-RS). One task an
 * archive; docs/dicom.md tells its settings.
 */
public final class DicomSourceConnector extends SourceConnector {
  static final String VERSION = "0.1.0";

  private Map<String, String> settings;

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void start(Map<String, String> given) {
    DicomSourceConfig config = new DicomSourceConfig(given);
    config.zone();
    config.withInstances();
    config.includeFields();
    config.seriesTags();
    config.filter();
    settings = Map.copyOf(given);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return DicomSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int most) {
    return List.of(settings);
  }

  @Override
  public void stop() {
    settings = Map.of();
  }

  @Override
  public ConfigDef config() {
    return DicomSourceConfig.definition();
  }
}
