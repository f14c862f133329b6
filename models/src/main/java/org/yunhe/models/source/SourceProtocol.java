package org.yunhe.models.source;

import java.util.Optional;
import java.util.stream.Stream;

/** How a source is captured. */
public enum SourceProtocol {
  /** Debezium reads the log of PostgreSQL. */
  POSTGRESQL("debezium-postgresql"),
  /** Debezium reads the log of MariaDB. */
  MARIADB("debezium-mariadb"),
  /** Debezium reads the change tables of SQL Server. */
  SQLSERVER("debezium-sqlserver"),
  /** Debezium reads the log of Oracle. */
  ORACLE("debezium-oracle"),
  /** FHIR resources, pulled, pushed or from files. */
  FHIR("fhir"),
  /** Metadata of images, by DICOMweb. */
  DICOMWEB("dicomweb"),
  /** Rows from files. */
  FILES("files"),
  /** The connector that shows how to write one. */
  EXAMPLE("example");

  private final String code;

  SourceProtocol(String code) {
    this.code = code;
  }

  /** Returns the name that files of sources use. */
  public String code() {
    return code;
  }

  /** Returns whether it captures a database's tables. */
  public boolean isDatabase() {
    return code.startsWith("debezium-");
  }

  /** Returns the protocol of that name, if there is one. */
  public static Optional<SourceProtocol> of(String code) {
    return Stream.of(values()).filter(protocol -> protocol.code.equals(code)).findFirst();
  }
}
