package org.yunhe.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.catalog.LakeSetup;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.contract.ContractCatalog;

/**
 * The catalog as an installation has it, Iceberg's JDBC catalog on a real PostgreSQL: for tests in
 * which several writers commit at once. Started once, stopped at the end of the run.
 */
public final class TestingCatalog {
  private static final TestingCatalog INSTANCE = new TestingCatalog();
  private static final String NAME = "jdbc_lake";

  private final Path home;
  private final YunheConfig config;

  private TestingCatalog() {
    try {
      home = Files.createTempDirectory("yunhe-catalog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    config =
        YunheConfig.parse(
            Path.of(System.getProperty("yunhe.root")),
            home.resolve("yunhe.yaml"),
            "home: %s\nports: {postgres: %d}\nlake: {catalog: %s}\n"
                .formatted(home, Ports.free(), NAME));
    PostgresServer server = new PostgresServer(config);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
  }

  /** Returns the catalog of this JVM, with every table of the contracts, empty. */
  public static TestingCatalog fresh() {
    INSTANCE.empty();
    return INSTANCE;
  }

  private void empty() {
    Catalog catalog = catalog();
    ContractCatalog contracts = ContractCatalog.load();
    contracts.tables().stream()
        .filter(table -> !table.view())
        .forEach(table -> catalog.dropTable(TableIdentifier.parse(table.fullName()), true));
    new TableProvisioner(catalog).provision(contracts);
  }

  /** Opens a connection of its own to the catalog, as each engine has one. */
  public Catalog catalog() {
    return LakeSetup.catalog(config);
  }

  /** Returns the folder of secrets that jobs are given. */
  public Path secrets() {
    return home.resolve("secrets");
  }

  /** Returns the lake as a Spark session sees it. */
  public Lake lake(SparkSession spark) {
    String prefix = "spark.sql.catalog." + NAME;
    spark.conf().set(prefix, "org.apache.iceberg.spark.SparkCatalog");
    CatalogProperties.of(config)
        .forEach((key, value) -> spark.conf().set(prefix + "." + key, value));
    spark.conf().set(prefix + ".cache-enabled", "false");
    return new Lake(spark, NAME);
  }

  private void end(PostgresServer server) {
    server.stop();
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the catalog until the process is ended, and prints its database. */
  public static void main(String[] args) throws InterruptedException {
    System.out.println(fresh().config.lake().jdbcUrl());
    Thread.currentThread().join();
  }
}
