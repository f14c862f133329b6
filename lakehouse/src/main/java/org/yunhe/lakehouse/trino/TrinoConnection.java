package org.yunhe.lakehouse.trino;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * What a JDBC client needs to query the lake as one account: {@code
 * DriverManager.getConnection(connection.url(), connection.properties())}.
 *
 * @param url JDBC address with the lake's catalog, without user and password
 * @param properties user, password and what trusts the server's certificate
 */
public record TrinoConnection(String url, Properties properties) {
  /** The account of the platform's own jobs. */
  public static final String PLATFORM = "platform";

  /** Returns the connection of {@code account}, whose password stands in the accounts' file. */
  public static TrinoConnection of(YunheConfig config, String account) {
    Properties properties = new Properties();
    properties.setProperty("user", account);
    if (tls(config)) {
      properties.setProperty("SSL", "true");
      properties.setProperty("password", password(config, account));
      if (Files.exists(config.trino().certificate())) {
        properties.setProperty("SSLTrustStorePath", config.trino().certificate().toString());
      }
    }
    return new TrinoConnection(jdbcUrl(config), properties);
  }

  /** Returns the JDBC address, which carries no secret. */
  public static String jdbcUrl(YunheConfig config) {
    return config.trino().url().replaceFirst("^https?://", "jdbc:trino://")
        + "/"
        + config.lake().catalog();
  }

  /** Returns the password of {@code account}; YU-001 where the file has no such account. */
  public static String password(YunheConfig config, String account) {
    Path file = config.trino().accounts();
    return new TrinoAccounts(file, file)
        .password(account)
        .orElseThrow(
            () ->
                new YunheException(
                    ErrorCode.UNKNOWN_NAME,
                    "no account is named '" + account + "'",
                    Files.exists(file)
                        ? "'./yunhe accounts' lists them"
                        : "run './yunhe up', which makes " + file));
  }

  /** Returns whether the coordinator is reached by TLS, with a password. */
  public static boolean tls(YunheConfig config) {
    return config.trino().url().startsWith("https:");
  }
}
