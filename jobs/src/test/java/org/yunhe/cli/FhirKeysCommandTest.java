package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.sender.SenderKey;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.lakehouse.server.ServerCertificate;

/** The commands by which a steward gives hospitals their keys and takes them back. */
class FhirKeysCommandTest {
  private static final String SOURCE = "fhir_wch";

  @TempDir private Path folder;
  @RegisterExtension private final TypedCommand yunhe = new TypedCommand();

  @BeforeEach
  void settings() throws IOException {
    yunhe.settings(folder, "");
  }

  @Test
  void anIssuedKeyIsShownOnceListedWithoutItsSecretAndEndsWhenRevoked() throws Exception {
    Path file = folder.resolve("wch.key");
    String shown = yunhe.said("fhir-keys", "issue", "--source", SOURCE, "--days", "30").strip();
    assertThat(yunhe.said("fhir-keys", "issue", "--source", SOURCE, "--out", file.toString()))
        .isEmpty();

    SenderKeys keys = SenderKeys.of(YunheConfig.load());
    SenderKey first = SenderKeys.find(keys.list(), shown).orElseThrow();
    SenderKey second = SenderKeys.find(keys.list(), Files.readString(file).strip()).orElseThrow();
    assertThat(first.at(Instant.now().plusSeconds(29L * 86_400))).isEqualTo(SenderKey.State.VALID);
    assertThat(first.at(Instant.now().plusSeconds(31L * 86_400)))
        .isEqualTo(SenderKey.State.EXPIRED);
    assertThat(yunhe.said("fhir-keys", "revoke", first.id())).contains(first.id(), "is revoked");

    assertThat(yunhe.said("fhir-keys", "list").lines().toList())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains(first.id(), SOURCE, "revoked"))
        .anySatisfy(line -> assertThat(line).contains(second.id(), SOURCE, "valid"))
        .noneMatch(line -> line.contains(shown.substring(shown.lastIndexOf('_') + 1)));
    assertThat(keys.list())
        .extracting(key -> key.at(Instant.now()))
        .containsExactly(SenderKey.State.REVOKED, SenderKey.State.VALID);
  }

  @Test
  void aCertificateIsTrustedNoLongerThanItLives() {
    Path certificate = folder.resolve("hospital.crt");
    new ServerCertificate(
            "hospital",
            folder.resolve("hospital.p12"),
            folder.resolve("hospital.password"),
            certificate)
        .provision("localhost");

    String said =
        yunhe.said(
            "fhir-keys",
            "trust",
            "--source",
            SOURCE,
            "--certificate",
            certificate.toString(),
            "--days",
            "7");

    SenderKey key = SenderKeys.of(YunheConfig.load()).list().getFirst();
    assertThat(said).contains(key.id(), "writes as " + key.orgCode() + " into " + SOURCE);
    assertThat(key.kind()).isEqualTo(SenderKey.Kind.CERTIFICATE);
    assertThat(key.expires()).isBefore(Instant.now().plusSeconds(8L * 86_400));
  }

  @Test
  void whatCannotBeGivenIsRefusedWithTheCure() throws IOException {
    Path text = Files.writeString(folder.resolve("no.pem"), "no certificate");

    assertThat(yunhe.refused("fhir-keys", "issue", "--source", "nobody"))
        .contains("no source is named 'nobody'", "sources/nobody.yaml");
    assertThat(yunhe.refused("fhir-keys", "issue", "--source", "his_city"))
        .contains("no source that pushes FHIR");
    assertThat(yunhe.refused("fhir-keys", "issue", "--source", SOURCE, "--days", "0"))
        .contains("--days 0 is too few");
    assertThat(
            yunhe.refused(
                "fhir-keys", "trust", "--source", SOURCE, "--certificate", text.toString()))
        .contains("cannot be read", "X.509 certificate in PEM");
    assertThat(yunhe.refused("fhir-keys", "revoke", "k-unknown"))
        .contains("no key is named 'k-unknown'", "fhir-keys list");
    assertThat(SenderKeys.of(YunheConfig.load()).list()).isEmpty();
  }
}
