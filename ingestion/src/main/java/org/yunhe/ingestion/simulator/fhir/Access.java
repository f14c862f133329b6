package org.yunhe.ingestion.simulator.fhir;

import java.util.Map;

/**
 * Who may ask the server: an account, or a client that fetches tokens. Where there is neither, all
 * may.
 *
 * @param user account for basic authentication, or null
 * @param password its password
 * @param client client for OAuth2 client credentials, or null
 * @param secret its secret
 * @param tokenSeconds how long a token holds
 */
public record Access(String user, String password, String client, String secret, int tokenSeconds) {
  private static final int HOUR = 3600;

  /** Lets everybody in. */
  public static Access open() {
    return new Access(null, null, null, null, HOUR);
  }

  /** Lets an account in. */
  public static Access basic(String user, String password) {
    return new Access(user, password, null, null, HOUR);
  }

  /** Lets a client in by tokens. */
  public static Access tokens(String client, String secret, int tokenSeconds) {
    return new Access(null, null, client, secret, tokenSeconds);
  }

  /** Reads {@code user}, {@code password}, {@code client_id} and {@code client_secret}. */
  static Access of(Map<String, String> secrets) {
    return new Access(
        secrets.get("user"),
        secrets.get("password"),
        secrets.get("client_id"),
        secrets.get("client_secret"),
        HOUR);
  }

  boolean unguarded() {
    return user == null && client == null;
  }
}
