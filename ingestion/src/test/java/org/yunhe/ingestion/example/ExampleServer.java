package org.yunhe.ingestion.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yunhe.lakehouse.server.Ports;

/** A system that gives its changes as JSON lines; its {@code main} keeps one running. */
public final class ExampleServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern QUERY = Pattern.compile("after=([0-9]+)&limit=([0-9]+)");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final int port = Ports.free();
  private HttpServer server;

  /** Starts to answer. */
  public void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/changes", this::answer);
    server.start();
  }

  /** The address of the list. */
  public String url() {
    return "http://127.0.0.1:" + port + "/changes";
  }

  /** Adds a change of a reading; a deletion has no text. */
  void change(String op, String id, String text, Instant at) {
    ObjectNode change = JSON.createObjectNode();
    change.put("seq", lines.size() + 1).put("op", op).put("table", "reading");
    change.put("at", at.toString()).putObject("key").put("reading_id", id);
    if (text != null) {
      change.putObject("row").put("reading_id", id).put("note", text);
    }
    line(change.toString());
  }

  /** Adds a line as it is. */
  void line(String line) {
    lines.add(line);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Matcher query = QUERY.matcher(exchange.getRequestURI().getQuery());
    query.find();
    int from = Math.min(lines.size(), Integer.parseInt(query.group(1)));
    int to = Math.min(lines.size(), from + Integer.parseInt(query.group(2)));
    byte[] body = String.join("\n", lines.subList(from, to)).getBytes(UTF_8);
    exchange.getResponseHeaders().add("Last-Change", String.valueOf(to));
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Ends the answers; what the list holds stays. */
  @Override
  public void close() {
    server.stop(0);
  }

  /** Runs a server with one reading, until the process is ended. */
  public static void main(String[] args) throws IOException {
    ExampleServer server = new ExampleServer();
    server.change("c", "1", "the first", Instant.now());
    server.start();
    System.out.println(server.url());
  }
}
