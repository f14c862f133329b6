package org.yunhe.jobs.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Bundles made by Synthea in a process of its own; kept below {@code target} and made once. What a
 * bundle's entries refer to by {@code urn:uuid} is named {@code Type/id}, as every feed does.
 */
final class TestingSynthea {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("yunhe.root"));
  private static final long MINUTES = 10;

  private TestingSynthea() {}

  /** Prints how many resources a seed gives: {@code TestingSynthea <seed> <lives>}. */
  public static void main(String[] args) throws IOException {
    System.out.println(resources(Integer.parseInt(args[0]), Integer.parseInt(args[1])).size());
  }

  /** Returns the resources of all bundles of a seed. */
  static List<ObjectNode> resources(int seed, int lives) throws IOException {
    Path folder = ROOT.resolve("jobs/target/synthea/" + seed + "-" + lives);
    if (!Files.isDirectory(folder)) {
      make(seed, lives, folder);
    }
    List<ObjectNode> resources = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("fhir"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        read(JSON.readTree(file.toFile()), resources);
      }
    }
    return resources;
  }

  private static void read(JsonNode bundle, List<ObjectNode> resources) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode resource = entry.path("resource");
      names.put(
          entry.path("fullUrl").asText(),
          resource.path("resourceType").asText() + "/" + resource.path("id").asText());
    }
    for (JsonNode entry : bundle.path("entry")) {
      resolve(entry.path("resource"), names);
      resources.add((ObjectNode) entry.path("resource"));
    }
  }

  private static void resolve(JsonNode node, Map<String, String> names) {
    if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
      String target = names.get(object.path("reference").asText());
      if (target != null) {
        object.put("reference", target);
      }
    }
    node.forEach(child -> resolve(child, names));
  }

  private static void make(int seed, int lives, Path folder) throws IOException {
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    Files.createDirectories(unfinished);
    Path classpath = unfinished.resolve("classpath");
    String pom = ROOT.resolve("ingestion/src/main/tools/synthea-pom.xml").toString();
    if (run(unfinished, maven(pom, classpath, "-o")) != 0
        && run(unfinished, maven(pom, classpath)) != 0) {
      throw new IOException("Synthea cannot be resolved: " + unfinished.resolve("log"));
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx2g",
            "-cp",
            Files.readString(classpath).strip(),
            "App",
            "-s",
            "" + seed,
            "-cs",
            "" + seed,
            "-r",
            "20260101",
            "-e",
            "20260101",
            "-p",
            "" + lives,
            "--exporter.fhir.export=true",
            "--exporter.hospital.fhir.export=true",
            "--exporter.practitioner.fhir.export=true",
            "--exporter.years_of_history=3",
            "--exporter.baseDirectory=" + unfinished + "/",
            "Massachusetts");
    if (run(unfinished, command) != 0) {
      throw new IOException("Synthea failed: " + unfinished.resolve("log"));
    }
    Files.move(unfinished, folder);
  }

  private static List<String> maven(String pom, Path classpath, String... more) {
    return Stream.concat(
            Stream.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                pom,
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + classpath),
            Arrays.stream(more))
        .toList();
  }

  private static int run(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
