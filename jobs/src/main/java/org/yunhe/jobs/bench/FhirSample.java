package org.yunhe.jobs.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * FHIR resources to measure with: the first of every NDJSON file of a folder, in proportion to what
 * the files hold; where more are wanted than there are, copies with ids and references of their
 * own.
 */
final class FhirSample {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Source> sources;
  private final long available;

  private record Source(Path file, String type, long lines) {
    /** The name that the file feed and Pathling both understand: the type before the first dot. */
    String name() {
      return type + "." + file.getFileName().toString().replaceFirst("[.].*", "") + ".ndjson";
    }
  }

  private FhirSample(List<Source> sources) {
    this.sources = sources;
    this.available = sources.stream().mapToLong(Source::lines).sum();
  }

  /** Looks at the NDJSON files of a folder, plain or compressed by gzip. */
  static FhirSample of(Path folder) throws IOException {
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*[.]ndjson([.]gz)?")).sorted().toList()) {
        try (BufferedReader lines = open(file)) {
          String first = lines.readLine();
          if (first != null) {
            String type = JSON.readTree(first).path("resourceType").asText();
            sources.add(new Source(file, type, 1 + lines.lines().count()));
          }
        }
      }
    }
    if (sources.isEmpty()) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, folder + " has no NDJSON file", "name another in YUNHE_FHIR_DATA");
    }
    return new FhirSample(sources);
  }

  /** Returns how many resources there are without copies. */
  long available() {
    return available;
  }

  /** Writes {@code count} resources into a folder, a file for each one there is; returns bytes. */
  long write(long count, Path folder) throws IOException {
    Files.createDirectories(folder);
    long before = 0;
    long bytes = 0;
    for (Source source : sources) {
      long upTo = before + source.lines();
      long share = upTo * count / available - before * count / available;
      before = upTo;
      if (share > 0) {
        Path file = folder.resolve(source.name());
        write(source, share, file);
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void write(Source source, long count, Path target) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(target)) {
      long written = 0;
      for (int copy = 0; written < count; copy++) {
        try (BufferedReader lines = open(source.file())) {
          for (String line = lines.readLine();
              line != null && written < count;
              line = lines.readLine(), written++) {
            out.write(copy == 0 ? line : copy(line, copy));
            out.write('\n');
          }
        }
      }
    }
  }

  private static String copy(String line, int copy) throws IOException {
    ObjectNode resource = (ObjectNode) JSON.readTree(line);
    resource.put("id", resource.path("id").asText() + "-" + copy);
    refer(resource, "-" + copy);
    return JSON.writeValueAsString(resource);
  }

  private static void refer(JsonNode node, String suffix) {
    JsonNode reference = node.path("reference");
    if (reference.isTextual() && reference.asText().matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+")) {
      ((ObjectNode) node).put("reference", reference.asText() + suffix);
    }
    node.forEach(child -> refer(child, suffix));
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, UTF_8));
  }
}
