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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.DataKey;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.lakehouse.crypto.ValueSealer;

/** The commands that show and renew keys, as a person types them. */
class KeysCommandTest {
  private static final String NAME = "core.patient.name";
  private static final String CONFIG = "yunhe.config";

  @TempDir private Path folder;
  private final String before = System.getProperty(CONFIG);

  @BeforeEach
  void switchOn() throws IOException {
    settings(true);
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(CONFIG);
    } else {
      System.setProperty(CONFIG, before);
    }
  }

  @Test
  void rotateAndRewrapRenewKeysAndEverythingStaysReadable() {
    assertThat(run("keys", "list")).contains("DATA KEY", "MASTER KEY");
    KeyAccess access = KeyAccess.of(YunheConfig.load().encryption());
    Keys keys = new Keys(access);
    String old = new ValueSealer(access).seal("欧阳", NAME);
    DataKey first = keys.list().getFirst();

    String said = run("keys", "rotate");
    assertThat(keys.list()).hasSize(2);
    assertThat(said).contains(keys.list().getLast().name());
    String fresh = new ValueSealer(access).seal("张三", NAME);
    assertThat(fresh).startsWith("yhe1:" + keys.list().getLast().name() + ":");

    said = run("keys", "rewrap");
    assertThat(keys.list())
        .allSatisfy(key -> assertThat(key.master()).isNotEqualTo(first.master()));
    assertThat(said).contains(keys.list().getFirst().master());
    assertThat(new ValueOpener(access).open(old, NAME)).isEqualTo("欧阳");
    assertThat(new ValueOpener(access).open(fresh, NAME)).isEqualTo("张三");
    assertThat(run("keys", "list"))
        .contains(first.name(), keys.list().getLast().name(), keys.list().getFirst().master())
        .doesNotContain(first.wrapped());
  }

  @Test
  void whereNothingWasEverEncryptedTheCommandSaysHowToBegin() throws IOException {
    settings(false);
    StringWriter err = new StringWriter();

    int code = Yunhe.commandLine().setErr(new PrintWriter(err, true)).execute("keys", "rotate");

    assertThat(code).isNotZero();
    assertThat(err.toString()).contains("nothing is encrypted here", "enabled: true");
    assertThat(folder.resolve("home")).doesNotExist();
  }

  private void settings(boolean enabled) throws IOException {
    Path file = folder.resolve("yunhe.yaml");
    Files.writeString(
        file,
        "home: %s\nlanguage: en\nencryption: {enabled: %s}\n"
            .formatted(folder.resolve("home"), enabled));
    System.setProperty(CONFIG, file.toString());
  }

  private static String run(String... arguments) {
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
}
