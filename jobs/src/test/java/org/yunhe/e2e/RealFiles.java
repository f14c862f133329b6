package org.yunhe.e2e;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The beginning of each FHIR file of the real hospital: all patients and visits, the first thousand
 * of what is many. The whole of it takes the core job minutes.
 */
record RealFiles(Path folder) {
  private static final String WHOLE = "../shared/data/mimic-iv-demo-fhir";
  private static final int MOST_LINES = 1_000;

  /** Writes the files into {@code folder}. */
  static RealFiles in(Path root, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(root.resolve(WHOLE).normalize())) {
      files = all.filter(file -> file.toString().endsWith(".ndjson.gz")).toList();
    }
    for (Path file : files) {
      Path copy = folder.resolve(file.getFileName());
      if (Files.notExists(copy)) {
        copy(file, copy);
      }
    }
    return new RealFiles(folder);
  }

  private static void copy(Path file, Path copy) throws IOException {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(copy)), StandardCharsets.UTF_8))) {
      for (String line : lines.lines().limit(MOST_LINES).toList()) {
        out.write(line);
        out.write('\n');
      }
    }
  }
}
