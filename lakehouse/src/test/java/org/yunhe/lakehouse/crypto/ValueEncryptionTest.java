package org.yunhe.lakehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig.Encryption;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Values, keys and what happens to the one without the other. */
class ValueEncryptionTest {
  private static final String NAME = "core.patient.name";

  @TempDir private Path folder;
  private KeyAccess access;

  @BeforeEach
  void keys() {
    access = access("data.keys");
    new Keys(access).provision();
  }

  @Test
  void opensWhatItSealedAndLeavesWhatIsPlain() {
    String sealed = new ValueSealer(access).seal("欧阳建国", NAME);
    ValueOpener opener = new ValueOpener(access);

    assertThat(sealed).startsWith("yhe1:d").doesNotContain("欧阳").isEqualTo(ascii(sealed));
    assertThat(opener.open(sealed, NAME)).isEqualTo("欧阳建国");
    assertThat(opener.open("张三", NAME)).isEqualTo("张三");
    assertThat(opener.open("", NAME)).isEmpty();
    assertThat(opener.open(null, NAME)).isNull();
    assertThat(opener.open(new ValueSealer(access).seal("", NAME), NAME)).isEmpty();
    assertThat(opener.open(new ValueSealer(access).seal(sealed, NAME), NAME)).isEqualTo(sealed);
  }

  @Test
  void neverGivesTheSameTextTwice() {
    ValueSealer sealer = new ValueSealer(access);
    Set<String> sealed = new HashSet<>();
    IntStream.range(0, 5000).forEach(i -> sealed.add(sealer.seal("张三", NAME)));
    assertThat(sealed).hasSize(5000);
    assertThat(new Keys(access).list().getFirst().reserved())
        .as("blocks of 1024, 2048, 4096")
        .isEqualTo(7168);
  }

  @Test
  void refusesAChangedValueAndOneOfAnotherColumn() {
    String sealed = new ValueSealer(access).seal("13812348000", "core.patient.phone");
    ValueOpener opener = new ValueOpener(access);

    refused(() -> opener.open(sealed, NAME), "written for another column");
    int last = sealed.length() - 6;
    char other = sealed.charAt(last) == 'A' ? 'B' : 'A';
    refused(
        () ->
            opener.open(
                sealed.substring(0, last) + other + sealed.substring(last + 1),
                "core.patient.phone"),
        "it was changed");
    refused(() -> opener.open(sealed.substring(0, 20), "core.patient.phone"), "it was changed");
    refused(() -> opener.open("yhe1:d00000000:AAAA", NAME), "cannot be opened");
    refused(
        () -> opener.open("yhe1:d00000000:" + "A".repeat(64), NAME), "data key d00000000 is not");
  }

  @Test
  void aRotatedKeyIsForNewValuesAndOldOnesStayReadable() {
    String before = new ValueSealer(access).seal("张三", NAME);
    DataKey fresh = new Keys(access).rotate();
    String after = new ValueSealer(access).seal("李四", NAME);

    assertThat(after).startsWith("yhe1:" + fresh.name() + ":");
    assertThat(before).doesNotContain(fresh.name());
    ValueOpener opener = new ValueOpener(access);
    assertThat(List.of(opener.open(before, NAME), opener.open(after, NAME)))
        .containsExactly("张三", "李四");
  }

  @Test
  void aNewMasterKeyWrapsAllDataKeysAndTheOldOneIsForgotten() throws IOException {
    String sealed = new ValueSealer(access).seal("张三", NAME);
    new Keys(access).rotate();
    String oldMaster = Files.readString(Path.of(access.masterKeys()));
    String oldKeyring = Files.readString(Path.of(access.keyring()));

    String master = new Keys(access).rewrap();

    assertThat(new Keys(access).list()).hasSize(2).allMatch(key -> key.master().equals(master));
    assertThat(new ValueOpener(access).open(sealed, NAME)).isEqualTo("张三");
    assertThat(Files.readAllLines(Path.of(access.masterKeys())))
        .filteredOn(line -> !line.startsWith("#"))
        .hasSize(1)
        .allMatch(line -> line.startsWith(master + "="));
    // The old master key opens the old keyring only.
    Files.writeString(Path.of(access.masterKeys()), oldMaster);
    refused(() -> new ValueOpener(access).open(sealed, NAME), "has no master key " + master);
    Files.writeString(Path.of(access.keyring()), oldKeyring);
    assertThat(new ValueOpener(access).open(sealed, NAME)).isEqualTo("张三");
  }

  @Test
  void aUsedUpKeyIsReplacedBeforeTheBoundOnNonces() throws IOException {
    Path keyring = Path.of(access.keyring());
    String used = Files.readString(keyring).replace(" 0 ", " " + (Keys.MOST_VALUES - 100) + " ");
    Files.writeString(keyring, used);

    String sealed = new ValueSealer(access).seal("张三", NAME);

    List<DataKey> keys = new Keys(access).list();
    assertThat(keys).hasSize(2).allMatch(key -> key.reserved() <= 4_294_967_296L);
    assertThat(sealed).startsWith("yhe1:" + keys.get(1).name());
  }

  @Test
  void withoutItsKeysNothingIsWritten() throws IOException {
    Encryption on =
        new Encryption(true, "file", Path.of(access.masterKeys()), Path.of(access.keyring()));
    assertThat(KeyAccess.inUse(on)).contains(access);

    Path master = Path.of(access.masterKeys());
    Files.move(master, folder.resolve("elsewhere"));
    refused(() -> KeyAccess.inUse(on), "master.keys cannot be read");
    refused(() -> new ValueSealer(access).seal("张三", NAME), "master.keys cannot be read");
    assertThat(master).as("a lost master key is not made anew").doesNotExist();

    Files.writeString(master, "m1=00112233445566778899aabbccddeeff\n");
    refused(() -> KeyAccess.inUse(on), "has no master key");
    Files.move(
        folder.resolve("elsewhere"), master, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(Path.of(access.keyring()), "nonsense\n");
    refused(() -> KeyAccess.inUse(on), "is no keyring");
  }

  @Test
  void whereItIsOffThereAreNoKeysUnlessItWasOn() {
    KeyAccess never = access("never.keys");
    assertThat(
            KeyAccess.inUse(
                new Encryption(
                    false, "file", Path.of(never.masterKeys()), Path.of(never.keyring()))))
        .isEmpty();
    assertThat(
            KeyAccess.inUse(
                new Encryption(
                    false, "file", Path.of(access.masterKeys()), Path.of(access.keyring()))))
        .contains(access);
    assertThatThrownBy(() -> new Keys(new KeyAccess("vault", "m", "k")).provision())
        .isInstanceOf(YunheException.class);
  }

  @Test
  void keyFilesAreTheirOwnersOnly() throws IOException {
    for (String file : List.of(access.masterKeys(), access.keyring())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void textsThatNothingComparesAreEncrypted() {
    ContractCatalog contracts = ContractCatalog.load();
    assertThat(EncryptedColumns.of(contracts.table("raw.change")))
        .containsExactly("before", "after");
    assertThat(EncryptedColumns.of(contracts.table("raw.fhir"))).containsExactly("resource");
    assertThat(EncryptedColumns.of(contracts.table("raw.dicom"))).containsExactly("metadata");
    assertThat(EncryptedColumns.of(contracts.table("core.patient")))
        .containsExactly("local_patient_no", "name", "id_number", "phone", "address");
    assertThat(EncryptedColumns.of(contracts.table("mart.patient_360"))).isEmpty();
    assertThat(EncryptedColumns.of(contracts.table("ops.quarantine"))).isEmpty();
  }

  private KeyAccess access(String keyring) {
    return new KeyAccess(
        "file", folder.resolve("master.keys").toString(), folder.resolve(keyring).toString());
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "");
  }

  private static void refused(Runnable action, String why) {
    assertThatThrownBy(action::run)
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(why)
        .extracting(e -> ((YunheException) e).code())
        .isEqualTo(ErrorCode.ENCRYPTION);
  }
}
