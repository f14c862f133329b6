package org.yunhe.lakehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Master keys in a key store: a PKCS#12 file, and a token of PKCS#11 (SoftHSM). */
class KeyStoreKeysTest {
  private static final String NAME = "core.patient.name";

  @TempDir private Path folder;

  @Test
  void aFileKeepsTheMasterKeysOverRotationAndANewMasterKey() throws IOException {
    KeyAccess access = access(folder.resolve("master.p12"));
    new Keys(access).provision();

    livesThroughRotationAndRewrap(access);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("master.p12"))))
        .isEqualTo("rw-------");
    assertThat(KeyStoreFile.open(folder.resolve("master.p12"), false).store().getType())
        .isEqualTo("PKCS12");
  }

  @Test
  void withoutTheFileOrItsPasswordNothingOpensAndNoNewOneIsMade() throws IOException {
    Path store = folder.resolve("master.p12");
    KeyAccess access = access(store);
    new Keys(access).provision();
    String sealed = new ValueSealer(access).seal("张三", NAME);

    Path password = folder.resolve("master.p12.password");
    String right = Secrets.read(password);
    Secrets.write(password, "wrong");
    refused(() -> new ValueOpener(access).open(sealed, NAME), "cannot be opened");
    Secrets.write(password, right);
    Files.move(store, folder.resolve("elsewhere"));
    refused(() -> new ValueOpener(access).open(sealed, NAME), "cannot be opened");
    refused(() -> new Keys(access).provision(), "cannot be opened");
    assertThat(store).as("a lost key store is not made anew").doesNotExist();
    new KeyStoreKeys(KeyStoreFile.open(folder.resolve("other.p12"), true), true);
    Files.copy(folder.resolve("other.p12"), store);
    Files.copy(
        folder.resolve("other.p12.password"),
        password,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(() -> new ValueOpener(access).open(sealed, NAME), "has no master key yunhe-");
  }

  @Test
  void aTokenKeepsTheMasterKeysWhichNeverLeaveIt() throws Exception {
    Path token = token();
    KeyAccess access = access(token);
    new Keys(access).provision();

    livesThroughRotationAndRewrap(access);

    KeyStoreFile store = KeyStoreFile.open(token, false);
    String alias = new Keys(access).list().getFirst().master();
    assertThat(store.store().getKey(alias, store.password()).getEncoded())
        .as("the bytes of the key")
        .isNull();
  }

  private static void livesThroughRotationAndRewrap(KeyAccess access) {
    String before = new ValueSealer(access).seal("欧阳建国", NAME);
    Keys keys = new Keys(access);
    DataKey fresh = keys.rotate();
    String after = new ValueSealer(access).seal("张三", NAME);
    assertThat(after).startsWith("yhe1:" + fresh.name() + ":");
    String old = keys.list().getFirst().master();

    String master = keys.rewrap();

    assertThat(master).isNotEqualTo(old);
    assertThat(keys.list()).hasSize(2).allMatch(key -> key.master().equals(master));
    assertThat(List.of(before, after))
        .extracting(value -> new ValueOpener(access).open(value, NAME))
        .containsExactly("欧阳建国", "张三");
    byte[] wrapped = new byte[44];
    refused(() -> access.open(false).unwrap(old, wrapped, "d1"), "has no master key " + old);
    refused(() -> access.open(false).unwrap(master, wrapped, "d1"), "does not open data key d1");
  }

  /** Makes a token in the folder that the environment of the tests names, and its configuration. */
  private Path token() throws IOException, InterruptedException {
    Path settings = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = Files.createDirectories(settings.resolveSibling("softhsm-tokens"));
    Files.writeString(
        settings, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    String label = "yunhe-" + ProcessHandle.current().pid();
    Process init =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                label,
                "--pin",
                "1234",
                "--so-pin",
                "5678")
            .redirectErrorStream(true)
            .start();
    String said = new String(init.getInputStream().readAllBytes());
    assertThat(init.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String slot = said.replaceAll("(?s).*reassigned to slot (\\d+).*", "$1");
    Path configuration = folder.resolve("token.cfg");
    Files.writeString(
        configuration,
        "name = yunhe\nlibrary = /usr/lib/softhsm/libsofthsm2.so\nslot = " + slot + "\n");
    Secrets.write(folder.resolve("token.cfg.password"), "1234");
    return configuration;
  }

  private KeyAccess access(Path masterKeys) {
    return new KeyAccess("keystore", masterKeys.toString(), folder.resolve("data.keys").toString());
  }

  private static void refused(Runnable action, String why) {
    assertThatThrownBy(action::run)
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(why)
        .extracting(e -> ((YunheException) e).code())
        .isEqualTo(ErrorCode.ENCRYPTION);
  }
}
