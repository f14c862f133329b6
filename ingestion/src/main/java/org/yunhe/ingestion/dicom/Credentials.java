package org.yunhe.ingestion.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How the connector says who it is.
 *
 * @param header value of the header Authorization, or null without authentication
 */
record Credentials(String header) {
  static Credentials none() {
    return new Credentials(null);
  }

  static Credentials basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  static Credentials bearer(String token) {
    return new Credentials("Bearer " + token);
  }

  @Override
  public String toString() {
    return header == null ? "no credentials" : "credentials";
  }
}
