package org.yunhe.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.JavaCommand;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Runs a process of another module to its end: its output goes to a log and, line by line, to a
 * listener; its own error line becomes the error of the command.
 */
final class OneShot {
  private static final Pattern ERROR_LINE = Pattern.compile("(Y[A-Z]-\\d{3}): (.*?)(?: — (.*))?");

  private final YunheConfig config;
  private final String name;

  OneShot(YunheConfig config, String name) {
    this.config = config;
    this.name = name;
  }

  /** Runs {@code mainClass} of {@code module}; throws what the process reported where it fails. */
  void run(
      String module,
      int heapMiB,
      String mainClass,
      List<String> arguments,
      Consumer<String> lines) {
    run(module, heapMiB, mainClass, arguments, lines, error -> {});
  }

  /**
   * Runs it as {@link #run} does; {@code errors} hears each error line, the last one thrown too.
   */
  void run(
      String module,
      int heapMiB,
      String mainClass,
      List<String> arguments,
      Consumer<String> lines,
      Consumer<YunheException> errors) {
    Path log = config.home().resolve("log").resolve(name + ".log");
    YunheException reported = null;
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(JavaCommand.of(config, module, heapMiB, mainClass, arguments))
              .directory(config.root().toFile())
              .redirectErrorStream(true)
              .start();
      Thread killer = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(killer);
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log));
          BufferedReader output =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          writer.println(line);
          writer.flush();
          YunheException error = asError(line);
          if (error == null) {
            lines.accept(line);
          } else {
            errors.accept(error);
            reported = error;
          }
        }
      }
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(killer);
      if (code != 0) {
        throw reported != null ? reported : failed(log, code);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, name + " cannot be run: " + e.getMessage(), "see " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.JOB_FAILED, name + " was interrupted", "run it again", e);
    }
  }

  private YunheException failed(Path log, int code) {
    String last = String.join(" | ", LogTail.last(log, 2));
    return new YunheException(
        ErrorCode.JOB_FAILED,
        name + " ended with exit code " + code + ": " + last,
        "see " + config.root().relativize(log));
  }

  private static YunheException asError(String line) {
    Matcher matcher = ERROR_LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return null;
    }
    return Stream.of(ErrorCode.values())
        .filter(code -> code.code().equals(matcher.group(1)))
        .findFirst()
        .map(
            code ->
                new YunheException(
                    code, matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3)))
        .orElse(null);
  }
}
