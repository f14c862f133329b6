package org.yunhe.ingestion.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.server.Ports;

/** An archive whose studies are texts, and which misbehaves as it is told to. */
final class ScriptedArchive implements AutoCloseable {

  /** An answer: status and body. */
  record Reply(int status, String type, String body) {
    static Reply json(String body) {
      return new Reply(200, "application/dicom+json", body);
    }
  }

  private static final Reply NORMAL = null;

  private final Map<String, String> studies = new ConcurrentSkipListMap<>();
  private final AtomicReference<Function<String, Reply>> script =
      new AtomicReference<>(request -> NORMAL);
  private final List<String> requests = new ArrayList<>();
  private final int port = Ports.free();
  private HttpServer server;

  String url() {
    return "http://localhost:" + port;
  }

  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  void stop() {
    server.stop(0);
  }

  /** Puts a study of one series into the archive. */
  void put(String uid, String description) {
    studies.put(uid, description);
  }

  void remove(String uid) {
    studies.remove(uid);
  }

  /** Answers requests, as path and query, by a script; null means the normal answer. */
  void script(Function<String, Reply> answers) {
    script.set(answers);
  }

  /** Returns the requests since the last call. */
  synchronized List<String> requests() {
    List<String> since = List.copyOf(requests);
    requests.clear();
    return since;
  }

  private synchronized Reply reply(String request) {
    requests.add(request);
    Reply scripted = script.get().apply(request);
    return scripted == NORMAL ? Reply.json(normal(request)) : scripted;
  }

  /** Returns the studies of a request for a list, as one body. */
  String normal(String request) {
    if (!request.startsWith("/studies?")) {
      return request.contains("/metadata") || request.contains("/instances")
          ? "[]"
          : "[{%s,%s}]"
              .formatted(ui("0020000D", uid(request)), ui("0020000E", uid(request) + ".1"));
    }
    Map<String, String> query = query(request);
    return studies.entrySet().stream()
        .filter(study -> study.getKey().matches(query.getOrDefault("StudyInstanceUID", ".*")))
        .filter(study -> !query.containsKey("StudyDate"))
        .skip(Long.parseLong(query.getOrDefault("offset", "0")))
        .limit(Long.parseLong(query.getOrDefault("limit", "1000")))
        .map(study -> study(study.getKey(), study.getValue()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String study(String uid, String description) {
    return "{%s,\"00081030\":{\"vr\":\"LO\",\"Value\":[\"%s\"]},%s}"
        .formatted(
            ui("0020000D", uid), description, ui("00080020", "20040119").replace("UI", "DA"));
  }

  private static String ui(String tag, String uid) {
    return "\"%s\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}".formatted(tag, uid);
  }

  private static String uid(String request) {
    return request.split("[/?]", -1)[2];
  }

  private static Map<String, String> query(String request) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : request.substring(request.indexOf('?') + 1).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange.getRequestURI().toString());
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", reply.type());
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
