package org.yunhe.streaming.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.yaml.YamlNode;

/**
 * Stops running jobs with a savepoint each, through Flink's REST API
 * (nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api), of the embedded session as of
 * any cluster. The next start resumes from the savepoint.
 */
public final class SavepointStop {
  private static final Duration POLL = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI flink;
  private final RuntimeSettings settings;
  private final Duration timeout;

  /** Talks to the REST API at {@code flink}; waits at most {@code timeout} for one savepoint. */
  public SavepointStop(URI flink, RuntimeSettings settings, Duration timeout) {
    this.flink = flink;
    this.settings = settings;
    this.timeout = timeout;
  }

  /** Stops every running job: the places of the savepoints by name of the job. */
  public Map<String, String> stopAll() throws IOException, InterruptedException {
    Map<String, String> running = running();
    Map<String, String> savepoints = new LinkedHashMap<>();
    for (Map.Entry<String, String> job : running.entrySet()) {
      savepoints.put(job.getKey(), stop(job.getValue(), settings.folder(job.getKey())));
    }
    return savepoints;
  }

  /** The running jobs' ids by name. */
  public Map<String, String> running() throws IOException, InterruptedException {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (YamlNode job : get("/jobs/overview").get("jobs").items()) {
      if (job.get("state").text().equals("RUNNING")) {
        jobs.put(job.get("name").text(), job.get("jid").text());
      }
    }
    return jobs;
  }

  private String stop(String job, String folder) throws IOException, InterruptedException {
    String order = "{\"drain\":false,\"targetDirectory\":\"" + folder + "\"}";
    String trigger =
        send(request("/jobs/" + job + "/stop").POST(BodyPublishers.ofString(order)))
            .get("request-id")
            .text();
    Instant deadline = Instant.now().plus(timeout);
    while (Instant.now().isBefore(deadline)) {
      YamlNode status = get("/jobs/" + job + "/savepoints/" + trigger);
      if (status.get("status").get("id").text().equals("COMPLETED")) {
        return place(job, status.get("operation"));
      }
      Thread.sleep(POLL);
    }
    throw failed("job " + job + " made no savepoint within " + timeout.toSeconds() + " s");
  }

  private static String place(String job, YamlNode operation) {
    return operation
        .find("location")
        .map(YamlNode::text)
        .orElseThrow(() -> failed("job " + job + " could not make a savepoint"));
  }

  private YamlNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(flink.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json");
  }

  private YamlNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = answer(request.build());
    if (response.statusCode() >= 300) {
      throw failed("Flink answered " + response.statusCode() + ": " + response.body());
    }
    return YamlNode.parse("Flink's answer", response.body(), ErrorCode.JOB_FAILED);
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE, "Flink does not answer at " + flink, "./yunhe status", e);
    }
  }

  private static YunheException failed(String message) {
    return new YunheException(
        ErrorCode.JOB_FAILED, message, "see ./yunhe logs flink; its checkpoints remain");
  }

  /** Stops every job of the session that {@code yunhe.yaml} names and prints the savepoints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      YunheConfig config = YunheConfig.load();
      List<String> lines = new ArrayList<>();
      new SavepointStop(
              URI.create(config.flink().url()), RuntimeSettings.of(config), Duration.ofSeconds(60))
          .stopAll()
          .forEach((job, place) -> lines.add(job + " " + place));
      lines.forEach(System.out::println);
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }
}
