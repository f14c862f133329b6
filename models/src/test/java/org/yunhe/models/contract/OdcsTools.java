package org.yunhe.models.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yunhe.models.resource.ModelResources;

/**
 * The tools of the Open Data Contract Standard in a virtual environment of Python that is made once
 * and kept below {@code ~/.cache}.
 */
final class OdcsTools {
  private static final String REQUIREMENTS = "odcs/requirements.txt";

  private final Path home;

  private OdcsTools(Path home) {
    this.home = home;
  }

  /** Returns the tools; installs them where that has not been done. */
  static OdcsTools install() throws IOException, InterruptedException {
    String requirements = ModelResources.read(REQUIREMENTS);
    Path home =
        Path.of(
            System.getProperty("user.home"),
            ".cache",
            "yunhe",
            "odcs-" + Integer.toHexString(requirements.hashCode()));
    OdcsTools tools = new OdcsTools(home);
    Path complete = home.resolve("complete");
    if (!Files.exists(complete)) {
      Files.createDirectories(home.getParent());
      run("python3", "-m", "venv", "--clear", home.toString());
      Path list = Files.writeString(home.resolve("requirements.txt"), requirements);
      tools.python("-m", "pip", "install", "-q", "--no-compile", "-r", list.toString());
      Files.createFile(complete);
    }
    return tools;
  }

  /** Returns the official JSON Schema. */
  Path schema() throws IOException {
    try (Stream<Path> files = Files.find(home.resolve("lib"), 6, OdcsTools::isSchema)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static boolean isSchema(Path file, Object attributes) {
    return file.endsWith("open_data_contract_standard/schema.json");
  }

  /** Runs Python with these arguments; returns what it printed. */
  String python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/python").toString()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + printed).isZero();
    return printed;
  }
}
