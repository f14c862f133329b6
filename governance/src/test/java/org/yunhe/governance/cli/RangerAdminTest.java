package org.yunhe.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.governance.ranger.PolicyCompiler;
import org.yunhe.governance.ranger.RangerBundle;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;

/**
 * Sends the policies over HTTP to a server that keeps services, roles, tags and policies under the
 * paths of Ranger Admin 2.6's public REST API and refuses what Ranger Admin refuses: a service or
 * role that exists already, a policy of a service that does not.
 */
final class RangerAdminTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RangerBundle BUNDLE =
      new PolicyCompiler("lake")
          .compile(AccessPolicy.load(null), ContractCatalog.load(), CodeCatalog.load());

  private final Map<String, JsonNode> services = new TreeMap<>();
  private final Map<String, JsonNode> roles = new TreeMap<>();
  private final Map<String, JsonNode> policies = new TreeMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private JsonNode tags;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext("/service/", this::answer)
        .setAuthenticator(
            new BasicAuthenticator("ranger") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals("admin") && password.equals("right");
              }
            });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everythingArrivesAndASecondPushChangesNothing() {
    int sent = push("right");

    assertThat(services).containsOnlyKeys(PolicyCompiler.SERVICE, PolicyCompiler.TAG_SERVICE);
    assertThat(services.get(PolicyCompiler.SERVICE).path("tagService").asText())
        .isEqualTo(PolicyCompiler.TAG_SERVICE);
    assertThat(roles).hasSize(BUNDLE.roles().path("rangerRoles").size()).containsKey("analyst");
    assertThat(policies)
        .hasSize(sent)
        .hasSize(
            BUNDLE.policies().path("policies").size()
                + BUNDLE.policies().path("tagPolicies").path("policies").size());
    assertThat(tags.path("serviceResources"))
        .hasSameSizeAs(BUNDLE.tags().path("serviceResources"))
        .isNotEmpty();

    Map<String, JsonNode> before = Map.copyOf(policies);
    assertThat(push("right")).isEqualTo(sent);
    assertThat(policies).isEqualTo(before);
    assertThat(services).hasSize(2);
  }

  @Test
  void aWrongPasswordIsSaidAndNothingIsSent() {
    assertThatThrownBy(() -> push("wrong"))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("401")
        .hasMessageNotContaining("wrong");
    assertThat(services).isEmpty();
  }

  @Test
  void aDeadServerIsSaid() {
    server.stop(0);
    assertThatThrownBy(() -> push("right"))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("does not answer");
  }

  private int push(String password) {
    String url = "http://localhost:" + server.getAddress().getPort() + "/";
    try (RangerAdmin admin = new RangerAdmin(url, "admin", password)) {
      return admin.push(BUNDLE, "jdbc:trino://localhost:8443/lake");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().replaceFirst("^/service/", "");
    JsonNode sent = body.isEmpty() ? null : JSON.readTree(body);
    JsonNode kept =
        switch (exchange.getRequestMethod() + " " + path.replaceFirst("/(name/)?[^/]+$", "")) {
          case "GET public/v2/api/service" -> services.get(last(path));
          case "GET public/v2/api/roles" -> roles.get(last(path));
          case "POST public/v2/api" ->
              path.endsWith("service") ? create(services, sent) : create(roles, sent);
          case "PUT public/v2/api/service" -> services.replace(last(path), sent);
          case "PUT public/v2/api/roles" -> update(sent);
          case "PUT tags" -> tags = sent;
          case "POST public/v2/api/policy" -> apply(sent);
          default -> null;
        };
    int status = kept != null ? 200 : exchange.getRequestMethod().equals("GET") ? 404 : 400;
    byte[] said = (kept == null ? "{}" : kept.toString()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  private JsonNode create(Map<String, JsonNode> known, JsonNode sent) {
    ((ObjectNode) sent).put("id", ids.incrementAndGet());
    return known.putIfAbsent(sent.path("name").asText(), sent) == null ? sent : null;
  }

  private JsonNode update(JsonNode role) {
    JsonNode known = roles.get(role.path("name").asText());
    return known != null && known.path("id").equals(role.path("id"))
        ? roles.replace(role.path("name").asText(), role)
        : null;
  }

  private JsonNode apply(JsonNode policy) {
    String service = policy.path("service").asText();
    if (!services.containsKey(service) || policy.has("id")) {
      return null;
    }
    policies.put(service + "/" + policy.path("name").asText(), policy);
    return policy;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
