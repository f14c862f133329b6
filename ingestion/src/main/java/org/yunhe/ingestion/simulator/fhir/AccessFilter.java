package org.yunhe.ingestion.simulator.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Lets only those in that {@link Access} names, and gives tokens at {@code /token}. */
final class AccessFilter implements Filter {
  private final Access access;
  private final Map<String, Instant> tokens = new ConcurrentHashMap<>();

  AccessFilter(Access access) {
    this.access = access;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    String login = String.valueOf(request.getHeader("Authorization"));
    if (request.getRequestURI().equals("/token")) {
      token(request, response, login);
    } else if (access.unguarded() || known(login)) {
      chain.doFilter(in, out);
    } else {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  /** Forgets every token that was given. */
  void forgetTokens() {
    tokens.clear();
  }

  private boolean known(String login) {
    if (login.startsWith("Bearer ")) {
      Instant end = tokens.get(login.substring("Bearer ".length()));
      return end != null && end.isAfter(Instant.now());
    }
    return access.user() != null && login.equals(basic(access.user(), access.password()));
  }

  private void token(HttpServletRequest request, HttpServletResponse response, String login)
      throws IOException {
    boolean granted =
        access.client() != null
            && login.equals(basic(access.client(), access.secret()))
            && "client_credentials".equals(request.getParameter("grant_type"));
    response.setContentType("application/json");
    if (!granted) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.getWriter().write("{\"error\": \"invalid_client\"}");
      return;
    }
    String token = UUID.randomUUID().toString();
    tokens.put(token, Instant.now().plusSeconds(access.tokenSeconds()));
    response
        .getWriter()
        .write(
            "{\"access_token\": \"%s\", \"token_type\": \"bearer\", \"expires_in\": %d}"
                .formatted(token, access.tokenSeconds()));
  }

  private static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }
}
