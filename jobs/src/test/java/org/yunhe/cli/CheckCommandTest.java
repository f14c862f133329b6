package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.models.resource.ModelResources;
import picocli.CommandLine;

/** What the command tells of right and of broken files. */
class CheckCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void findsNothingInTheShippedFiles() {
    int code = run("check");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains(" contracts, ", " mappings, ", " connectors: all valid", " dashboards, ");
  }

  @Test
  void tellsFaultsOfEveryKindInOneRunAndEndsWithCodeThree() throws IOException {
    String patient = "tables/core/patient.odcs.yaml";
    lay(
        patient,
        ModelResources.read(patient).replaceFirst("classification: L3", "classification: L9"));
    lay("connectors/phs.json", "{\n  \"name\": \"phs\",\n  oops\n}\n");
    Path dashboards = Path.of(System.getProperty("yunhe.root"), "dashboards/src/main/resources");
    String dataset;
    try (var files = Files.list(dashboards.resolve("superset/datasets"))) {
      Path file = files.sorted().findFirst().orElseThrow();
      dataset = "superset/datasets/" + file.getFileName();
      lay(dataset, Files.readString(file).replaceFirst("(?m)^dataset: .*$", "dataset: other"));
    }

    int code = run("check", "--models", folder.toString());

    assertThat(code).isEqualTo(3);
    assertThat(out.toString().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-003: " + patient + ":")
                    .contains("'L9' is no classification — use L1 to L5"))
        .anySatisfy(line -> assertThat(line).startsWith("YU-004: connectors/phs.json:3: "))
        .anySatisfy(line -> assertThat(line).startsWith("YU-003: " + dataset + ":"));
    assertThat(err.toString()).startsWith("YD-001: ").contains(" faults — mend the lines above");
  }

  @Test
  void asksTheConnectorsOwnClassesAboutTheirSettings() throws IOException {
    lay(
        "connectors/example.json",
        """
        {"name": "example", "config": {
          "connector.class": "org.yunhe.ingestion.example.ExampleSourceConnector",
          "example.url": "${secrets:secrets/example.properties:url}",
          "example.page.size": "0",
          "example.pause": "5"}}
        """);
    lay(
        "connectors/phs.json",
        "{\"name\": \"phs\", \"config\": {\"connector.class\": \"org.yunhe.Nowhere\"}}");

    int code = run("check", "--models", folder.toString());

    assertThat(code).isEqualTo(3);
    assertThat(out.toString().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-004: connectors/example.json:4: 'example.page.size': ")
                    .contains("at least 1"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-004: connectors/example.json:5: 'example.pause': no such"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("YU-004: connectors/phs.json:1: ")
                    .contains("there is no class org.yunhe.Nowhere"));
  }

  private int run(String... arguments) {
    CommandLine command = Yunhe.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private void lay(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }
}
