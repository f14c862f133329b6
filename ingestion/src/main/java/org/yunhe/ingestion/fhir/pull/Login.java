package org.yunhe.ingestion.fhir.pull;

import java.io.IOException;

/** How requests say who asks. */
interface Login {
  /** The value of the Authorization header, or null where none is sent. */
  String header() throws IOException, InterruptedException;

  /** Hears that the server did not take the header; returns whether another one may be had. */
  boolean renew();

  /** The login that the settings ask for. */
  static Login of(FhirSourceConfig config, java.net.http.HttpClient http) {
    return switch (config.auth()) {
      case "basic" -> fixed(TokenLogin.basic(config.user(), config.password()));
      case "oauth2" -> new TokenLogin(config, http);
      default -> fixed(null);
    };
  }

  private static Login fixed(String header) {
    return new Login() {
      @Override
      public String header() {
        return header;
      }

      @Override
      public boolean renew() {
        return false;
      }
    };
  }
}
