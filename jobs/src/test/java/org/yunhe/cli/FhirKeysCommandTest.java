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
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.sender.SenderKey;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.lakehouse.server.ServerCertificate;

/** The commands by which a steward gives hospitals their keys and takes them back. */
class FhirKeysCommandTest {
  private static final String CONFIG = "yunhe.config";
  private static final String SOURCE = "fhir_wch";

  @TempDir private Path folder;
  private final String before = System.getProperty(CONFIG);

  @BeforeEach
  void settings() throws IOException {
    Path file = folder.resolve("yunhe.yaml");
    Files.writeString(file, "home: %s%nlanguage: en%n".formatted(folder.resolve("home")));
    System.setProperty(CONFIG, file.toString());
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
  void anIssuedKeyIsShownOnceListedWithoutItsSecretAndEndsWhenRevoked() throws Exception {
    Path file = folder.resolve("wch.key");
    String shown = run("fhir-keys", "issue", "--source", SOURCE, "--days", "30").strip();
    assertThat(run("fhir-keys", "issue", "--source", SOURCE, "--out", file.toString())).isEmpty();

    SenderKeys keys = SenderKeys.of(YunheConfig.load());
    SenderKey first = SenderKeys.find(keys.list(), shown).orElseThrow();
    SenderKey second = SenderKeys.find(keys.list(), Files.readString(file).strip()).orElseThrow();
    assertThat(first.at(Instant.now().plusSeconds(29L * 86_400))).isEqualTo(SenderKey.State.VALID);
    assertThat(first.at(Instant.now().plusSeconds(31L * 86_400)))
        .isEqualTo(SenderKey.State.EXPIRED);
    assertThat(run("fhir-keys", "revoke", first.id())).contains(first.id(), "is revoked");

    assertThat(run("fhir-keys", "list").lines().toList())
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
        run(
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

    assertThat(refused("fhir-keys", "issue", "--source", "nobody"))
        .contains("no source is named 'nobody'", "sources/nobody.yaml");
    assertThat(refused("fhir-keys", "issue", "--source", "his_city"))
        .contains("no source that pushes FHIR");
    assertThat(refused("fhir-keys", "issue", "--source", SOURCE, "--days", "0"))
        .contains("--days 0 is too few");
    assertThat(refused("fhir-keys", "trust", "--source", SOURCE, "--certificate", text.toString()))
        .contains("cannot be read", "X.509 certificate in PEM");
    assertThat(refused("fhir-keys", "revoke", "k-unknown"))
        .contains("no key is named 'k-unknown'", "fhir-keys list");
    assertThat(SenderKeys.of(YunheConfig.load()).list()).isEmpty();
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

  private static String refused(String... arguments) {
    StringWriter err = new StringWriter();
    int code = Yunhe.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    assertThat(code).isNotZero();
    return err.toString();
  }
}
