package org.yunhe.ingestion.simulator.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.yunhe.ingestion.simulator.store.Arguments;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A hospital that pushes: sends the NDJSON and bundle files of a folder to the FHIR endpoint with
 * its key. A file that went through is noted and not sent again; one that was interrupted is sent
 * from its beginning, which changes nothing in the lake.
 */
public final class PushHospital {
  private static final Set<String> OPTIONS = Set.of("--data", "--key-file", "--state");
  private static final int TOGETHER = 200;
  private static final int TOGETHER_CHARS = 4 << 20;

  private final ObjectMapper json = new ObjectMapper();
  private final PushClient client;
  private final Path sent;
  private long taken;
  private long refused;

  private PushHospital(PushClient client, Path sent) {
    this.client = client;
    this.sent = sent;
  }

  /** Sends what is new in {@code --data}; exits with the code of the error's blame. */
  public static void main(String[] args) {
    try {
      Arguments arguments = new Arguments(List.of(args), OPTIONS);
      YunheConfig config = YunheConfig.load();
      PushClient client =
          new PushClient(
              config.fhirPush().url(),
              config.secret("fhir-push.crt"),
              Secrets.read(Path.of(arguments.required("--key-file"))));
      Path state = Path.of(arguments.required("--state"));
      PushHospital hospital = new PushHospital(client, state);
      hospital.send(Path.of(arguments.required("--data")));
    } catch (IOException e) {
      fail(new YunheException(ErrorCode.FILE_ACCESS, e.toString(), "correct --data or --state", e));
    } catch (YunheException e) {
      fail(e);
    }
  }

  private static void fail(YunheException e) {
    System.err.println(e.line());
    System.exit(e.code().blame().exitCode());
  }

  private void send(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files =
          found.filter(file -> file.toString().matches(".*\\.(nd)?json(\\.gz)?")).sorted().toList();
    }
    Set<String> known = Files.exists(sent) ? Set.copyOf(Files.readAllLines(sent)) : Set.of();
    int fresh = 0;
    for (Path file : files) {
      String name = folder.relativize(file) + "\t" + Files.size(file);
      if (!known.contains(name)) {
        send(folder, file);
        note(name);
        fresh++;
        System.out.printf("%s: %d taken, %d refused so far%n", file.getFileName(), taken, refused);
      }
    }
    System.out.printf(
        "pushed %d files of %d: %d resources taken, %d refused%n",
        fresh, files.size(), taken, refused);
  }

  private void send(Path folder, Path file) throws IOException {
    String name = folder.relativize(file).toString();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      if (name.contains(".ndjson")) {
        lines(name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } else {
        String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        count(name, List.of(), client.post(body));
      }
    }
  }

  private void lines(String name, BufferedReader lines) throws IOException {
    List<String> entries = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int number = 0;
    int size = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode resource = json.readTree(line);
      String url = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
      entries.add(
          "{\"resource\":" + line + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + url + "\"}}");
      numbers.add(number);
      size += line.length();
      if (entries.size() == TOGETHER || size > TOGETHER_CHARS) {
        flush(name, entries, numbers);
        size = 0;
      }
    }
    flush(name, entries, numbers);
  }

  private void flush(String name, List<String> entries, List<Integer> numbers) {
    if (!entries.isEmpty()) {
      String body =
          "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
              + String.join(",\n", entries)
              + "]}";
      count(name, numbers, client.post(body));
      entries.clear();
      numbers.clear();
    }
  }

  /** Counts the answers and tells each refusal by its place, not its content. */
  private void count(String name, List<Integer> numbers, JsonNode answer) {
    JsonNode entries = answer.path("entry");
    if (!answer.path("resourceType").asText().equals("Bundle")) {
      refused++;
      System.out.printf("%s: refused: %s%n", name, reason(answer));
    }
    for (int i = 0; i < entries.size(); i++) {
      JsonNode response = entries.get(i).path("response");
      if (response.path("status").asText().startsWith("2")) {
        taken++;
      } else {
        refused++;
        System.out.printf(
            "%s:%d: refused: %s%n",
            name, i < numbers.size() ? numbers.get(i) : i + 1, reason(response.path("outcome")));
      }
    }
  }

  private static String reason(JsonNode outcome) {
    JsonNode issue = outcome.path("issue").path(0);
    return issue.path("expression").path(0).asText("?")
        + ": "
        + issue.path("diagnostics").asText("no reason given");
  }

  private void note(String name) throws IOException {
    Files.createDirectories(sent.toAbsolutePath().getParent());
    Files.writeString(sent, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
