package org.yunhe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.TrinoServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Starts parts and waits until they do their work. */
final class Starter {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  static final int POLL_MILLIS = 300;

  private final Platform platform;
  private final Progress progress;

  Starter(Platform platform, Progress progress) {
    this.platform = platform;
    this.progress = progress;
  }

  void start(String name) throws Exception {
    Part part = platform.part(name);
    progress.step(
        name,
        note -> {
          if (part.healthy()) {
            return "runs already at " + part.address();
          }
          part.start();
          return awaitHealthy(part, note);
        });
  }

  void await(String name) throws Exception {
    Part part = platform.part(name);
    progress.step(name, note -> awaitHealthy(part, note));
  }

  /** Gets Trino onto this machine and lets it start while other work goes on. */
  void prepareTrino() throws Exception {
    YunheConfig config = platform.config();
    TrinoServer server = new TrinoServer(config);
    progress.step(
        "trino files",
        note -> {
          boolean fresh = !server.installed();
          if (fresh && !Files.exists(TrinoServer.archive())) {
            note.accept("downloading (821 MB)");
            download(config, note);
          }
          server.install();
          platform.part("trino").start();
          return fresh ? "unpacked" : "there";
        });
  }

  /** Waits until {@code part} does its work; returns the words that its line ends with. */
  String awaitHealthy(Part part, Consumer<String> note) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!part.healthy()) {
      if (part.process().isEmpty()) {
        throw failed(part, "ended");
      }
      if (Instant.now().isAfter(end)) {
        throw failed(part, "is not ready after " + PATIENCE.toMinutes() + " minutes");
      }
      note.accept("starting");
      Thread.sleep(POLL_MILLIS);
    }
    return "ready at " + part.address();
  }

  private static YunheException failed(Part part, String how) {
    List<String> lines = part.lastLogLines(40);
    String reason =
        lines.stream()
            .filter(
                line ->
                    line.contains("Exception")
                        || line.contains("ERROR")
                        || line.matches("Y[A-Z]-\\d{3}: .*"))
            .reduce((first, second) -> second)
            .orElse(lines.isEmpty() ? "its log is empty" : lines.get(lines.size() - 1));
    return new YunheException(
        ErrorCode.START_FAILED,
        part.name() + " " + how + ": " + reason.strip(),
        "see './yunhe logs " + part.name() + "', then run './yunhe up' again");
  }

  private static void download(YunheConfig config, Consumer<String> note)
      throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(
                  "mvn",
                  "-B",
                  "-q",
                  "dependency:get",
                  "-Dtransitive=false",
                  "-Dartifact=" + TrinoServer.coordinates())
              .directory(config.root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(config.home().resolve("run/download.log").toFile())
              .start();
      while (process.isAlive()) {
        note.accept("downloading (821 MB)");
        Thread.sleep(POLL_MILLIS);
      }
      if (process.exitValue() != 0) {
        throw new YunheException(
            ErrorCode.UNREACHABLE,
            TrinoServer.coordinates() + " cannot be downloaded",
            "check the network and .yunhe/run/download.log, then run './yunhe up' again");
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.MISSING_PROGRAM,
          "Maven cannot be run: " + e.getMessage(),
          "install Maven 3.8+",
          e);
    }
  }
}
