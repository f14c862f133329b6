package org.yunhe.ingestion.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.yunhe.lakehouse.server.Ports;

/** Passes requests on to an archive, and spoils the next list of studies when it is told to. */
final class SpoilingProxy implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicReference<UnaryOperator<String>> spoil = new AtomicReference<>();
  private final String archive;
  private final int port = Ports.free();
  private HttpServer server;

  SpoilingProxy(String archive) {
    this.archive = archive;
  }

  String url() {
    return "http://localhost:" + port;
  }

  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.createContext("/", this::pass);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  void stop() {
    server.stop(0);
  }

  /** Spoils the next list of studies that has any, once. */
  void spoilNext(UnaryOperator<String> how) {
    spoil.set(how);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer = forward(exchange);
      byte[] body = answer.body();
      boolean list =
          exchange.getRequestURI().getPath().equals("/studies")
              && new String(body, UTF_8).contains("0020000D");
      UnaryOperator<String> how = list ? spoil.getAndSet(null) : null;
      if (how != null) {
        body = how.apply(new String(body, UTF_8)).getBytes(UTF_8);
      }
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(archive + exchange.getRequestURI()));
    for (String header : new String[] {"Authorization", "Accept"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    stop();
    http.close();
  }
}
