package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Commands as a person types them, in this process, on settings of the test's own. */
final class TypedCommand implements AfterEachCallback {
  private static final String CONFIG = "yunhe.config";

  private final String before = System.getProperty(CONFIG);

  /** Writes the settings file: home below {@code folder}, English, and the further lines. */
  void settings(Path folder, String lines) throws IOException {
    Path file = folder.resolve("yunhe.yaml");
    Files.writeString(file, "home: %s%nlanguage: en%n%s".formatted(folder.resolve("home"), lines));
    System.setProperty(CONFIG, file.toString());
  }

  /** Runs a command that works; returns what it prints. */
  String said(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Yunhe.commandLine().execute(arguments)).isZero();
    } finally {
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Runs a command that is refused; returns the error. */
  String refused(String... arguments) {
    StringWriter err = new StringWriter();
    int code = Yunhe.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    assertThat(code).isNotZero();
    return err.toString();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (before == null) {
      System.clearProperty(CONFIG);
    } else {
      System.setProperty(CONFIG, before);
    }
  }
}
