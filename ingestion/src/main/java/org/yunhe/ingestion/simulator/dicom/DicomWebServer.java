package org.yunhe.ingestion.simulator.dicom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.yunhe.ingestion.simulator.store.Arguments;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A small DICOMweb server over the examinations of the city hospital: what its devices made stands
 * in it as soon as the HIS has it. {@code /dicom-web} is the root, {@code /health} answers the
 * number of studies while the hospital's database answers. It asks for the bearer token that
 * stands, with its address, in {@code pacs_city.properties} of the secrets folder; both are written
 * there at its start.
 */
public final class DicomWebServer implements AutoCloseable {
  private static final String ROOT = "/dicom-web/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OPTIONS =
      Set.of("--jdbc", "--user", "--password-file", "--secrets", "--seed", "--host", "--port");

  private final Worklist worklist;
  private final DicomWeb archive;
  private final HttpServer http;
  private final String authorization;

  private DicomWebServer(Worklist worklist, long seed, HttpServer http, String token) {
    this.worklist = worklist;
    this.archive = new DicomWeb(worklist, seed);
    this.http = http;
    this.authorization = "Bearer " + token;
  }

  /**
   * Serves until it is told to stop: {@code --jdbc jdbc:postgresql://HOST:PORT/ --user USER
   * --password-file FILE --port PORT [--host localhost] [--secrets .yunhe/secrets] [--seed 1]}.
   */
  public static void main(String[] args) {
    try {
      DicomWebServer server = start(List.of(args));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "dicomweb-stop"));
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  static DicomWebServer start(List<String> args) {
    Arguments arguments = new Arguments(args, OPTIONS);
    String host = Optional.ofNullable(arguments.get("--host")).orElse("localhost");
    arguments.required("--port");
    int port = (int) arguments.number("--port", 0, 1, 65535);
    String token = token(arguments.path("--secrets", ".yunhe/secrets"), host, port);
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(host, port), 0);
      DicomWebServer server =
          new DicomWebServer(
              new Worklist(arguments.server()),
              (long) arguments.number("--seed", 1, 0, 1e15),
              http,
              token);
      http.createContext(ROOT, server::answer);
      http.createContext("/health", server::health);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.start();
      return server;
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.PORT_TAKEN, host + ":" + port + " cannot be used", "name another --port", e);
    }
  }

  private static String token(Path secrets, String host, int port) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    Path file = secrets.resolve("pacs_city.properties");
    String known = Files.exists(file) ? Secrets.read(file) : "";
    token =
        known
            .lines()
            .filter(line -> line.startsWith("token="))
            .map(line -> line.substring("token=".length()))
            .findFirst()
            .orElse(token);
    Secrets.write(file, "url=http://%s:%d/dicom-web%ntoken=%s".formatted(host, port, token));
    return token;
  }

  private void health(HttpExchange exchange) throws IOException {
    respond(
        exchange,
        () -> Optional.of(List.of(JSON.createObjectNode().put("studies", worklist.made().size()))));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known =
        given != null
            && MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8),
                authorization.getBytes(StandardCharsets.UTF_8));
    if (!known) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
      send(exchange, 401, "[]");
      return;
    }
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    respond(exchange, () -> archive.get(path, exchange.getRequestURI().getRawQuery()));
  }

  /** What is asked for; it may need the hospital's database. */
  private interface Resource {
    Optional<List<ObjectNode>> get();
  }

  private void respond(HttpExchange exchange, Resource resource) throws IOException {
    try {
      worklist.made();
      Optional<List<ObjectNode>> found = resource.get();
      send(
          exchange,
          found.isPresent() ? 200 : 404,
          JSON.writeValueAsString(found.orElse(List.of())));
    } catch (YunheException e) {
      System.err.println(e.line());
      send(exchange, 503, "[]");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/dicom+json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    http.stop(1);
    try {
      worklist.close();
    } catch (SQLException e) {
      System.err.println("the connection to the hospital's database: " + e.getMessage());
    }
  }
}
