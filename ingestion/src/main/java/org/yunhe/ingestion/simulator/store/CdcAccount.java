package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
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
    server
        .dialect()
        .grant(connection, new Dialect.Account(role, password(source, schema, role), schema));
  }

  private String password(String source, String schema, String role) {
    Path file = secrets.resolve(source + ".properties");
    if (Files.exists(file)) {
      return read(file).getProperty("password", "");
    }
    String database = server.dialect().database(source).equals(source) ? source : schema;
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
            .formatted(server.host(), server.port(), database, role, password));
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
