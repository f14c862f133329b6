package org.yunhe.dashboards.superset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/**
 * Superset's virtual environment: installed once by pip from the registry the machine is set up
 * with, in the versions of {@code superset/server/constraints.txt}, and again when those change.
 */
final class SupersetInstallation {
  private static final String REQUIREMENTS = "superset/server/requirements.txt";
  private static final String CONSTRAINTS = "superset/server/constraints.txt";
  private static final List<String> PYTHONS =
      List.of("python3.11", "python3", "python3.12", "python3.10");
  private static final Pattern SUITABLE = Pattern.compile("Python 3\\.1[0-2]\\..*");

  private final Path folder;
  private final Path log;

  SupersetInstallation(YunheConfig config) {
    this.folder = config.home().resolve("dist/superset");
    this.log = config.home().resolve("log/superset-install.log");
  }

  /** Returns a program of the environment. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Returns whether the environment is there, complete and of the declared versions. */
  boolean current() {
    try {
      return Files.exists(marker()) && Files.readString(marker()).equals(fingerprint());
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a text that changes whenever what is to be installed changes. */
  String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (ModelResources.read(REQUIREMENTS) + ModelResources.read(CONSTRAINTS))
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Installs unless that is done already; {@code note} hears how far it is. */
  void install(Consumer<String> note) {
    if (current()) {
      return;
    }
    String python = python();
    try {
      Files.createDirectories(log.getParent());
      Files.createDirectories(folder);
      Files.deleteIfExists(marker());
      Path requirements = copy(REQUIREMENTS);
      Path constraints = copy(CONSTRAINTS);
      try (PrintWriter output = new PrintWriter(Files.newBufferedWriter(log))) {
        note.accept("making a Python environment");
        run(List.of(python, "-m", "venv", folder.toString()), output, line -> {});
        run(
            List.of(
                program("python").toString(),
                "-m",
                "pip",
                "install",
                "--prefer-binary",
                // Of what is installed, little is used: Python compiles that at its first use.
                "--no-compile",
                "--no-input",
                "-r",
                requirements.toString(),
                "-c",
                constraints.toString()),
            output,
            line -> tell(line, note));
      }
      Files.writeString(marker(), fingerprint());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "Superset cannot be installed below " + folder + ": " + e.getMessage(),
          "make the folder writable or free disk space",
          e);
    }
  }

  private static void tell(String line, Consumer<String> note) {
    if (line.startsWith("Collecting ") || line.startsWith("Installing ")) {
      note.accept(line.replaceFirst("(Collecting \\S+).*", "$1").replaceFirst(":.*", ""));
    }
  }

  private void run(List<String> command, PrintWriter output, Consumer<String> lines)
      throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread killer = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(killer);
    String error = "";
    String last = "";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.println(line);
        output.flush();
        lines.accept(line);
        last = line.isBlank() ? last : line;
        error = line.startsWith("ERROR:") ? line : error;
      }
      int code = process.waitFor();
      if (code != 0) {
        throw failed(error.isEmpty() ? last : error);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    } finally {
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }

  private YunheException failed(String reason) {
    return new YunheException(
        ErrorCode.UNREACHABLE,
        "Superset cannot be installed: " + reason.strip().replaceAll("\\s+", " "),
        "check the network and pip's settings, see "
            + log
            + ", then run './yunhe up' again; '--without dashboards' leaves Superset out");
  }

  private Path copy(String resource) throws IOException {
    Path target = folder.resolve(Path.of(resource).getFileName().toString());
    return Files.writeString(target, ModelResources.read(resource));
  }

  private Path marker() {
    return folder.resolve(".complete");
  }

  private static String python() {
    return PYTHONS.stream()
        .filter(SupersetInstallation::suitable)
        .findFirst()
        .orElseThrow(
            () ->
                new YunheException(
                    ErrorCode.MISSING_PROGRAM,
                    "no Python 3.10 to 3.12 that can make virtual environments was found",
                    "install it from your system's packages (Debian: python3 and python3-venv), or"
                        + " leave Superset out with '--without dashboards'"));
  }

  /** A Python without ensurepip makes environments that have no pip. */
  private static boolean suitable(String python) {
    try {
      Process process =
          new ProcessBuilder(
                  python,
                  "-c",
                  "import ensurepip, venv, sys; print('Python ' + sys.version.split()[0])")
              .redirectErrorStream(true)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 && SUITABLE.matcher(answer).matches();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
