package org.yunhe.lakehouse.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of senders: issued once, kept as hashes, ended by time or by hand. */
class SenderKeysTest {
  @TempDir private Path folder;

  @Test
  void aKeyIsKnownByItsTextAndItsSecretStandsInNoFile() throws Exception {
    SenderKeys keys = new SenderKeys(folder.resolve("fhir.keys"));
    Instant soon = Instant.now().plus(Duration.ofDays(1));
    SenderKeys.Issued first = keys.issue("fhir_wch", "990103H001", soon);
    SenderKeys.Issued second = keys.issue("fhir_tcm", "990104H001", soon);

    assertThat(SenderKeys.find(keys.list(), first.text()).orElseThrow().source())
        .isEqualTo("fhir_wch");
    String foreign = first.text().substring(0, first.text().lastIndexOf('_'));
    String secret = second.text().substring(second.text().lastIndexOf('_'));
    assertThat(SenderKeys.find(keys.list(), foreign + secret)).isEmpty();
    assertThat(SenderKeys.find(keys.list(), "yhk__")).isEmpty();
    assertThat(Files.readString(folder.resolve("fhir.keys")))
        .doesNotContain(first.text().substring(first.text().lastIndexOf('_') + 1));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("fhir.keys"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aKeyEndsByItsTimeOrWhenItIsRevoked() {
    SenderKeys keys = new SenderKeys(folder.resolve("fhir.keys"));
    Instant now = Instant.now();
    SenderKey key = keys.issue("fhir_wch", "990103H001", now.plusSeconds(60)).key();

    assertThat(key.at(now)).isEqualTo(SenderKey.State.VALID);
    assertThat(key.at(now.plusSeconds(61))).isEqualTo(SenderKey.State.EXPIRED);
    keys.issue("fhir_wch", "990103H001", now.plusSeconds(60));
    assertThat(keys.revoke(key.id()).orElseThrow().at(now)).isEqualTo(SenderKey.State.REVOKED);
    assertThat(keys.list()).hasSize(2);
    assertThat(keys.list().get(1).revoked()).isNull();
    assertThat(keys.revoke("nobody")).isEmpty();
  }
}
