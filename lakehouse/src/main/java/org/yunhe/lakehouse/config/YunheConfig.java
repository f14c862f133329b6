package org.yunhe.lakehouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All settings of one installation, read from {@code yunhe.yaml}; one machine and a cluster differ
 * here only.
 *
 * @param root folder of the project
 * @param home folder of all state: data, logs, secrets, warehouse, checkpoints
 * @param host address that the embedded servers listen on
 * @param language language of texts for people, {@code zh} or {@code en}
 * @param ports ports of the embedded servers
 * @param memory heap of each process
 * @param jvm options of the Java processes besides those of Yunhe
 * @param lake catalog and warehouse
 * @param kafka broker
 * @param connect Connect cluster
 * @param flink streaming jobs
 * @param spark batch jobs
 * @param trino query engine
 * @param superset dashboards
 * @param governance policies and the server that gives them to the query engine
 * @param encryption encryption at rest
 * @param fhirPush endpoint that takes FHIR resources
 * @param region synthetic region of the demo
 */
public record YunheConfig(
    Path root,
    Path home,
    String host,
    String language,
    Ports ports,
    Memory memory,
    Jvm jvm,
    Lake lake,
    Kafka kafka,
    Connect connect,
    Flink flink,
    Spark spark,
    Trino trino,
    Superset superset,
    Governance governance,
    Encryption encryption,
    FhirPush fhirPush,
    Region region) {

  /** Ports of the embedded servers, TCP. */
  public record Ports(
      int postgres,
      int kafka,
      int kafkaController,
      int connect,
      int flink,
      int trino,
      int superset,
      int governance,
      int mariadb,
      int fhirPush,
      int fhirServer,
      int pacs) {}

  /** Memory of each process, MiB: heap of the JVMs, buffers of the databases. */
  public record Memory(
      int postgres,
      int kafka,
      int connect,
      int flink,
      int trino,
      int spark,
      int simulator,
      int governance,
      int mariadb,
      int fhirPush) {}

  /**
   * Options of Java processes, after those of Yunhe, so that they prevail.
   *
   * @param servers options of the servers and of short programs
   * @param engines options of Flink and Spark
   */
  public record Jvm(List<String> servers, List<String> engines) {}

  /**
   * Where the lake is.
   *
   * @param catalog catalog name, the same in every engine
   * @param jdbcUrl database of the Iceberg JDBC catalog
   * @param jdbcUser its user
   * @param passwordFile file that holds its password
   * @param warehouse location of the tables, a URI
   */
  public record Lake(
      String catalog, String jdbcUrl, String jdbcUser, Path passwordFile, String warehouse) {}

  /** Kafka bootstrap servers. */
  public record Kafka(String bootstrap) {}

  /** REST address of the Connect cluster. */
  public record Connect(String url) {}

  /**
   * Streaming.
   *
   * @param url REST address of the session
   * @param checkpointInterval time between checkpoints: the longest part of the landing delay
   * @param checkpoints folder of checkpoints and savepoints, a URI
   * @param parallelism parallel subtasks of a job
   * @param referenceGrace how long live quality waits for the patient that a record refers to
   */
  public record Flink(
      String url,
      Duration checkpointInterval,
      String checkpoints,
      int parallelism,
      Duration referenceGrace) {}

  /**
   * Batch jobs.
   *
   * @param master Spark master
   * @param coreInterval pause between two runs of the core job beside live events; zero for none
   */
  public record Spark(String master, Duration coreInterval) {}

  /**
   * Query engine.
   *
   * @param url address of the coordinator; with https, accounts need their passwords
   * @param certificate certificate in PEM that clients trust; the system's where it is not there
   * @param accounts file with the passwords of the accounts
   */
  public record Trino(String url, Path certificate, Path accounts) {}

  /**
   * Classified access.
   *
   * @param url address of the policy server
   * @param policies policy file of the owner's own; that of Yunhe where it is not there
   */
  public record Governance(String url, Path policies) {}

  /**
   * Encryption at rest of columns at level L4 and L5.
   *
   * @param enabled whether new values are written encrypted
   * @param keyService name of the service that keeps the master key; {@code file} for {@code
   *     masterKeys}
   * @param masterKeys file of master keys, for the service {@code file}
   * @param keyring file of data keys, each wrapped by a master key
   */
  public record Encryption(boolean enabled, String keyService, Path masterKeys, Path keyring) {}

  /**
   * Endpoint that institutions push FHIR resources to.
   *
   * @param url address that senders use
   * @param bodyMiB largest body, MiB
   * @param entries most entries of a bundle
   * @param rate resources a second that one institution may send over time
   */
  public record FhirPush(String url, int bodyMiB, int entries, int rate) {}

  /** Address of Superset. */
  public record Superset(String url) {}

  /**
   * Synthetic region.
   *
   * @param residents number of residents
   * @param seed seed; the same seed gives the same region
   * @param years years of history
   * @param faultRate share of rows with an injected fault
   * @param rate row changes a second after the history is loaded, 0 for none
   */
  public record Region(int residents, long seed, int years, double faultRate, double rate) {}

  /** Reads {@code yunhe.yaml} of the project folder, or the defaults where there is none. */
  public static YunheConfig load() {
    return ConfigReader.load();
  }

  /** Reads settings from {@code text}; {@code file} is named in complaints. */
  public static YunheConfig parse(Path root, Path file, String text) {
    return ConfigReader.parse(root, file, text);
  }

  /** Returns the file of one secret below the home folder. */
  public Path secret(String name) {
    return home.resolve("secrets").resolve(name);
  }

  /** Returns the settings with another region. */
  public YunheConfig withRegion(Region other) {
    return new YunheConfig(
        root,
        home,
        host,
        language,
        ports,
        memory,
        jvm,
        lake,
        kafka,
        connect,
        flink,
        spark,
        trino,
        superset,
        governance,
        encryption,
        fhirPush,
        other);
  }
}
