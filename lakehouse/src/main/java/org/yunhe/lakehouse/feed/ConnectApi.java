package org.yunhe.lakehouse.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.yunhe.lakehouse.config.YunheConfig;

/** What the Connect cluster tells of its connectors. */
public final class ConnectApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;

  /** Creates the reader of the cluster that the configuration names. */
  public ConnectApi(YunheConfig config) {
    this.url = config.connect().url();
  }

  /** Returns every connector with {@code info} and {@code status}; missing without an answer. */
  public JsonNode connectors() {
    return get("/connectors?expand=info&expand=status");
  }

  /** Returns the state of a connector: that of its task, or of itself where it has none. */
  public static String state(JsonNode status) {
    String own = status.at("/connector/state").asText("UNKNOWN");
    for (JsonNode task : status.path("tasks")) {
      String state = task.path("state").asText();
      if (!state.equals("RUNNING")) {
        return state;
      }
    }
    return own.equals("RUNNING") && status.path("tasks").isEmpty() ? "STARTING" : own;
  }

  /** Returns the committed offset of a connector with one partition; missing where it has none. */
  JsonNode offset(String connector) {
    return get("/connectors/" + connector + "/offsets").at("/offsets/0/offset");
  }

  JsonNode status(String connector) {
    return get("/connectors/" + connector + "/status");
  }

  private JsonNode get(String path) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() < 300 ? JSON.readTree(answer.body()) : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MissingNode.getInstance();
    }
  }
}
