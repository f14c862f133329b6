package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Properties;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The role that captures changes of a source. Its password stands in {@code <source>.properties} of
 * the secrets folder, from where the connector reads it; it is made at random where there is none.
 */
public final class CdcAccount {

  private final Server server;
  private final Path secrets;

  /** Accounts on a server whose passwords are in a folder. */
  public CdcAccount(Server server, Path secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  /** Makes or corrects the role and lets it read a schema. */
  public void grant(Connection connection, String source, String schema) throws SQLException {
    String role = source + "_cdc";
    String password = password(source, role);
    try (Statement statement = connection.createStatement()) {
      String verb = exists(connection, role) ? "ALTER" : "CREATE";
      statement.execute(
          "%s ROLE %s LOGIN REPLICATION PASSWORD %s"
              .formatted(
                  verb,
                  statement.enquoteIdentifier(role, true),
                  statement.enquoteLiteral(password)));
      String quoted = statement.enquoteIdentifier(role, true);
      String quotedSchema = statement.enquoteIdentifier(schema, true);
      statement.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(quotedSchema, quoted));
      statement.execute(
          "GRANT SELECT ON ALL TABLES IN SCHEMA %s TO %s".formatted(quotedSchema, quoted));
      statement.execute(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT ON TABLES TO %s"
              .formatted(quotedSchema, quoted));
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (var query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
      query.setString(1, role);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private String password(String source, String role) {
    Path file = secrets.resolve(source + ".properties");
    if (Files.exists(file)) {
      return read(file).getProperty("password", "");
    }
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Secrets.write(
        file,
        """
        host=%s
        port=%d
        dbname=%s
        user=%s
        password=%s"""
            .formatted(server.host(), server.port(), source, role, password));
    return password;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, "the secret " + file + " cannot be read", "check the file", e);
    }
  }
}
