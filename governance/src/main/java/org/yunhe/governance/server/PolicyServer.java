package org.yunhe.governance.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.yunhe.governance.ranger.PolicyCompiler;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Gives policies, tags and roles to the Ranger plugin inside Trino, over the paths of a Ranger
 * Admin; a process of its own. Who asks must know the secret {@code governance.password}; {@code
 * /health} answers anyone and says nothing but whether all is well.
 */
public final class PolicyServer implements AutoCloseable {
  /** User name that the plugin asks as. */
  public static final String USER = "ranger-plugin";

  private static final int RELOAD_SECONDS = 2;
  private static final int THREADS = 4;

  private final CurrentPolicies policies;
  private final HttpServer http;
  private final byte[] expected;
  private final ScheduledExecutorService reload =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("policy-reload").factory());

  /** Reads the policies and opens the port; throws where either fails. */
  public PolicyServer(YunheConfig config) {
    policies = new CurrentPolicies(config);
    policies.load();
    String secret = Secrets.readOrCreate(config.secret("governance.password"));
    expected = basic(USER + ":" + secret).getBytes(StandardCharsets.UTF_8);
    try {
      http =
          HttpServer.create(new InetSocketAddress(config.host(), config.ports().governance()), 0);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.PORT_TAKEN,
          "the policy server cannot open port "
              + config.ports().governance()
              + ": "
              + e.getMessage(),
          "free it or set ports.governance",
          e);
    }
    http.setExecutor(Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory()));
    serve(
        "policies",
        "/service/plugins/policies/download/",
        "lastKnownVersion",
        "policyVersion",
        () -> policies.bundle().policies());
    serve(
        "tags",
        "/service/tags/download/",
        "lastKnownVersion",
        "tagVersion",
        () -> policies.bundle().tags());
    serve(
        "roles",
        "/service/roles/download/",
        "lastKnownRoleVersion",
        "roleVersion",
        () -> policies.bundle().roles());
    serve(
        "users",
        "/service/xusers/download/",
        "lastKnownUserStoreVersion",
        "userStoreVersion",
        () -> policies.bundle().userStore());
    http.createContext("/health", this::health);
  }

  /** Starts to answer. */
  public PolicyServer start() {
    http.start();
    reload.scheduleWithFixedDelay(
        policies::refresh, RELOAD_SECONDS, RELOAD_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  @Override
  public void close() {
    reload.shutdownNow();
    http.stop(0);
  }

  /** Runs the server until the process is stopped. */
  public static void main(String[] args) throws InterruptedException {
    try {
      PolicyServer server = new PolicyServer(YunheConfig.load()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      Thread.currentThread().join();
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  private void serve(
      String part, String path, String parameter, String key, Supplier<ObjectNode> content) {
    Pattern known = Pattern.compile("(^|.*&)" + parameter + "=(-?\\d+)(&.*|$)");
    http.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!allowed(exchange)) {
              exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"" + part + "\"");
              exchange.sendResponseHeaders(401, -1);
              return;
            }
            if (!exchange.getRequestURI().getPath().equals(path + PolicyCompiler.SERVICE)) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            ObjectNode answer = content.get();
            String query = exchange.getRequestURI().getQuery();
            var match = known.matcher(query == null ? "" : query);
            if (match.matches() && match.group(2).equals(answer.path(key).asText())) {
              exchange.sendResponseHeaders(304, -1);
              return;
            }
            send(exchange, 200, answer);
          }
        });
  }

  private void health(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean well = policies.fault().isEmpty();
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.put("status", well ? "ok" : "a policy or model file is broken; see the log");
      answer.set("version", policies.bundle().policies().path("policyVersion"));
      send(exchange, well ? 200 : 503, answer);
    }
  }

  private boolean allowed(HttpExchange exchange) {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    return sent != null && MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
