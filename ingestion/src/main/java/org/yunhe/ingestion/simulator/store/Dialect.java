package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What differs between the kinds of database that the region's hospitals run on. A kind is one
 * class; the address of a server tells which.
 */
interface Dialect {
  /** Every kind that the simulator can fill. */
  List<Dialect> ALL = List.of(new PostgresDialect(), new MariaDbDialect());

  /** Returns what an address of this kind begins with, up to the host. */
  String scheme();

  /** Returns the port where an address names none. */
  int port();

  /** Returns the part of the address after the port that leads to the database of a source. */
  String database(String source);

  /** Makes the database of a source where the server has none; {@code admin} stands in no one's. */
  void createDatabase(Connection admin, String source) throws SQLException;

  /** Removes a schema with all that is in it, and whatever captures it. */
  void drop(Statement statement, String schema) throws SQLException;

  /** Returns the commands that make the tables of a file that is written for PostgreSQL. */
  List<String> tables(String ddl);

  /** Sets the session up for a fast load and publishes the schema to those who capture. */
  void afterTables(Statement statement, String schema) throws SQLException;

  /** Makes or corrects an account that may read the log and a schema. */
  void grant(Connection connection, Account account) throws SQLException;

  /** Takes rows in the text form of PostgreSQL's COPY. */
  void copy(Connection connection, String table, String rows) throws SQLException, IOException;

  /** Ends a load: statistics, and every later commit is durable. */
  void afterLoad(Statement statement, Iterable<String> tables) throws SQLException;

  /** Returns the command that sets a counter, with its name and value to bind. */
  String setCounter();

  /** Returns the query for table, column, type and whether it is of the primary key. */
  String columns();

  /** Returns the marker for a value that is bound as text. */
  String marker(String type);

  /** Returns the function that gives random numbers. */
  String random();

  /** An account that captures a schema. */
  record Account(String name, String password, String schema) {}
}
