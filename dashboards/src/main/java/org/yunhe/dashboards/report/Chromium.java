package org.yunhe.dashboards.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Prints a web page to PDF with the Chromium of this machine.
 *
 * @param program the browser
 */
record Chromium(Path program) {
  private static final String VARIABLE = "YUNHE_CHROMIUM";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_SECONDS = 120;

  /** Returns the browser that {@code YUNHE_CHROMIUM} or the search path names, if there is one. */
  static Optional<Chromium> find() {
    return find(System.getenv(VARIABLE), System.getenv("PATH"));
  }

  static Optional<Chromium> find(String named, String path) {
    Stream<Path> places =
        named != null
            ? Stream.of(Path.of(named))
            : NAMES.stream()
                .flatMap(
                    name ->
                        Arrays.stream((path == null ? "" : path).split(":", -1))
                            .filter(folder -> !folder.isBlank())
                            .map(folder -> Path.of(folder, name)));
    return places.filter(Files::isExecutable).findFirst().map(Chromium::new);
  }

  /** Returns the complaint that there is no browser. */
  static YunheException missing() {
    return new YunheException(
        ErrorCode.MISSING_PROGRAM,
        "no Chromium is on this machine, so only the web pages were written",
        "install the package chromium, or name the program in " + VARIABLE);
  }

  /** Prints {@code page} to {@code pdf}. */
  void print(Path page, Path pdf) {
    try {
      Path profile = Files.createTempDirectory("yunhe-chromium");
      Path log = profile.resolve("output.txt");
      try {
        Process process =
            new ProcessBuilder(command(page, pdf, profile))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw failed(page, "it gave no answer in " + PATIENCE_SECONDS + " s");
        }
        if (process.exitValue() != 0 || !Files.exists(pdf)) {
          throw failed(page, lastLine(log));
        }
      } finally {
        delete(profile);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, pdf + " cannot be printed: " + e.getMessage(), "see the disk", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(page, "interrupted");
    }
  }

  private List<String> command(Path page, Path pdf, Path profile) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--no-pdf-header-footer",
                "--user-data-dir=" + profile,
                "--print-to-pdf=" + pdf.toAbsolutePath()));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox");
    }
    command.add(page.toUri().toString());
    return command;
  }

  private static YunheException failed(Path page, String why) {
    return new YunheException(
        ErrorCode.JOB_FAILED,
        "Chromium did not print " + page.getFileName() + ": " + why,
        "the web page is there; try again, or name another program in " + VARIABLE);
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
