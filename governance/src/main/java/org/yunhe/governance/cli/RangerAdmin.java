package org.yunhe.governance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.yunhe.governance.ranger.PolicyCompiler;
import org.yunhe.governance.ranger.RangerBundle;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Sends services, roles, tags and policies to a Ranger Admin by its public REST API. */
final class RangerAdmin implements AutoCloseable {
  private static final String API = "/service/public/v2/api/";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MISSING = 404;
  private static final int REFUSED = 401;

  private final String url;
  private final String credentials;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ObjectMapper json = new ObjectMapper();

  RangerAdmin(String url, String user, String password) {
    this.url = url.replaceFirst("/+$", "");
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Makes or updates everything, by name; returns how many policies were sent. */
  int push(RangerBundle bundle, String trinoUrl) {
    service(PolicyCompiler.TAG_SERVICE, "tag", JsonNodeFactory.instance.objectNode(), null);
    ObjectNode configs = JsonNodeFactory.instance.objectNode();
    configs.put("username", "platform");
    configs.put("jdbc.driverClassName", "io.trino.jdbc.TrinoDriver").put("jdbc.url", trinoUrl);
    service(PolicyCompiler.SERVICE, "trino", configs, PolicyCompiler.TAG_SERVICE);
    bundle.roles().path("rangerRoles").forEach(role -> role(role.deepCopy()));
    call("PUT", "/service/tags/importservicetags", without(bundle.tags(), "tagVersion"));
    int sent = 0;
    for (JsonNode policies :
        new JsonNode[] {
          bundle.policies().path("policies"), bundle.policies().path("tagPolicies").path("policies")
        }) {
      for (JsonNode policy : policies) {
        call("POST", API + "policy/apply", without(policy.deepCopy(), "id", "version"));
        sent++;
      }
    }
    return sent;
  }

  @Override
  public void close() {
    client.close();
  }

  private void service(String name, String type, ObjectNode configs, String tagService) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.put("name", name).put("displayName", name).put("type", type).put("isEnabled", true);
    service.set("configs", configs);
    if (tagService != null) {
      service.put("tagService", tagService);
    }
    if (find("service/name/" + name) == null) {
      call("POST", API + "service", service);
    } else {
      call("PUT", API + "service/name/" + name, service);
    }
  }

  private void role(ObjectNode role) {
    role.remove("id");
    String create = "?createNonExistUserGroup=true";
    JsonNode known = find("roles/name/" + role.path("name").asText());
    if (known == null) {
      call("POST", API + "roles" + create, role);
    } else {
      role.set("id", known.path("id"));
      call("PUT", API + "roles/" + known.path("id").asText() + create, role);
    }
  }

  private static ObjectNode without(ObjectNode node, String... fields) {
    ObjectNode copy = node.deepCopy();
    for (String field : fields) {
      copy.remove(field);
    }
    return copy;
  }

  private JsonNode find(String path) {
    HttpResponse<String> answer = send("GET", API + path, HttpRequest.BodyPublishers.noBody());
    // Ranger Admin answers 400 for a role that does not exist.
    if (answer.statusCode() == MISSING || answer.statusCode() == 400) {
      return null;
    }
    return body(checked(answer, path));
  }

  private void call(String method, String path, JsonNode body) {
    checked(send(method, path, HttpRequest.BodyPublishers.ofString(body.toString())), path);
  }

  private HttpResponse<String> checked(HttpResponse<String> answer, String path) {
    if (answer.statusCode() >= 300) {
      throw new YunheException(
          answer.statusCode() == REFUSED ? ErrorCode.ACCESS_REFUSED : ErrorCode.BAD_QUERY,
          url + " refuses " + path + " (" + answer.statusCode() + "): " + words(answer.body()),
          "check --user and YUNHE_RANGER_PASSWORD, and the log of Ranger Admin");
    }
    return answer;
  }

  private HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher publisher) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(TIMEOUT)
              .header("Authorization", credentials)
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .method(method, publisher)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE, url + " does not answer", "check --ranger-admin", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.UNREACHABLE, "interrupted", "run it again", e);
    }
  }

  private JsonNode body(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE, url + " does not answer in JSON", "check --ranger-admin", e);
    }
  }

  private static String words(String body) {
    String line = body.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(300, line.length()));
  }
}
