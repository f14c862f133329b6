package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  @TempDir private Path folder;
  @RegisterExtension private final TypedCommand yunhe = new TypedCommand();

  @BeforeEach
  void switchOn() throws IOException {
    settings(true);
  }

  @Test
  void rotateAndRewrapRenewKeysAndEverythingStaysReadable() {
    assertThat(yunhe.said("keys", "list")).contains("DATA KEY", "MASTER KEY");
    KeyAccess access = KeyAccess.of(YunheConfig.load().encryption());
    Keys keys = new Keys(access);
    String old = new ValueSealer(access).seal("欧阳", NAME);
    DataKey first = keys.list().getFirst();

    String said = yunhe.said("keys", "rotate");
    assertThat(keys.list()).hasSize(2);
    assertThat(said).contains(keys.list().getLast().name());
    String fresh = new ValueSealer(access).seal("张三", NAME);
    assertThat(fresh).startsWith("yhe1:" + keys.list().getLast().name() + ":");

    said = yunhe.said("keys", "rewrap");
    assertThat(keys.list())
        .allSatisfy(key -> assertThat(key.master()).isNotEqualTo(first.master()));
    assertThat(said).contains(keys.list().getFirst().master());
    assertThat(new ValueOpener(access).open(old, NAME)).isEqualTo("欧阳");
    assertThat(new ValueOpener(access).open(fresh, NAME)).isEqualTo("张三");
    assertThat(yunhe.said("keys", "list"))
        .contains(first.name(), keys.list().getLast().name(), keys.list().getFirst().master())
        .doesNotContain(first.wrapped());
  }

  @Test
  void whereNothingWasEverEncryptedTheCommandSaysHowToBegin() throws IOException {
    settings(false);

    assertThat(yunhe.refused("keys", "rotate"))
        .contains("nothing is encrypted here", "enabled: true");
    assertThat(folder.resolve("home")).doesNotExist();
  }

  private void settings(boolean enabled) throws IOException {
    yunhe.settings(folder, "encryption: {enabled: %s}\n".formatted(enabled));
  }
}
