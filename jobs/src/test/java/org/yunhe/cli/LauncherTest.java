package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script on machines that lack something. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of(System.getProperty("yunhe.root")).resolve("yunhe");

  @TempDir Path folder;

  @Test
  void saysWhichJdkIsMissingAndHowToGetIt() throws Exception {
    Path copy = Files.copy(LAUNCHER, folder.resolve("yunhe"));
    Path old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
    Files.createFile(old.resolve("bin/java"));
    Files.createFile(old.resolve("bin/javac"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    // Only the old JDK can be seen: the usual folders are looked up below an empty root.
    String script = Files.readString(copy).replace("/usr/lib/jvm/", folder + "/none/");
    Files.writeString(copy, script.replace("/opt/", folder + "/none/"));

    Outcome outcome = run(copy, old);

    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.output())
        .startsWith("YR-004: no JDK 25 or newer was found")
        .contains("YUNHE_JAVA_HOME");
  }

  private record Outcome(int code, String output) {}

  private Outcome run(Path script, Path javaHome) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", script.toString(), "status")).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().remove("YUNHE_JAVA_HOME");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
