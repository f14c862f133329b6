package org.yunhe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.sender.SenderKey;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues, lists and revokes what institutions prove themselves by at the FHIR endpoint. */
@Command(
    name = "fhir-keys",
    mixinStandardHelpOptions = true,
    description = "Keys and certificates of those who push FHIR resources (docs/fhir-push.md).",
    synopsisSubcommandLabel = "COMMAND")
final class FhirKeysCommand {
  private static final String PROTOCOL = "fhir";

  @Command(
      name = "issue",
      mixinStandardHelpOptions = true,
      description = "Makes a key for a source and shows it once; only its hash is kept.")
  int issue(
      @Option(names = "--source", required = true, paramLabel = "SOURCE") String source,
      @Option(names = "--days", defaultValue = "365", description = "how long it lives") int days,
      @Option(names = "--out", paramLabel = "FILE", description = "write it there instead")
          Path out) {
    SourceDefinition owner = owner(source);
    SenderKeys.Issued issued = keys().issue(source, owner.orgCode(), end(days));
    if (out == null) {
      System.out.println(issued.text());
    } else {
      Secrets.write(out.toAbsolutePath(), issued.text());
    }
    System.err.printf(
        "key %s writes as %s into %s until %s%n",
        issued.key().id(), owner.orgCode(), source, issued.key().expires());
    return 0;
  }

  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      description = "Trusts a client certificate, a PEM file, for a source.")
  int trust(
      @Option(names = "--source", required = true, paramLabel = "SOURCE") String source,
      @Option(names = "--certificate", required = true, paramLabel = "FILE") Path file,
      @Option(names = "--days", defaultValue = "365", description = "how long at most") int days) {
    SourceDefinition owner = owner(source);
    X509Certificate certificate = certificate(file);
    Instant own = certificate.getNotAfter().toInstant();
    Instant end = own.isBefore(end(days)) ? own : end(days);
    SenderKey key = keys().trust(source, owner.orgCode(), certificate, end);
    System.out.printf(
        "certificate %s writes as %s into %s until %s%n", key.id(), owner.orgCode(), source, end);
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows all keys, oldest first; no secret.")
  int list() {
    Table table =
        new Table(List.of("KEY", "SOURCE", "INSTITUTION", "KIND", "ISSUED", "EXPIRES", "STATE"));
    Instant now = Instant.now();
    for (SenderKey key : keys().list()) {
      table.row(
          List.of(
              key.id(),
              key.source(),
              key.orgCode(),
              key.kind().name().toLowerCase(java.util.Locale.ROOT),
              key.created().toString(),
              key.expires().toString(),
              key.at(now).name().toLowerCase(java.util.Locale.ROOT)));
    }
    System.out.print(table.text());
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Takes a key back; the endpoint refuses it from the next request on.")
  int revoke(@Parameters(paramLabel = "KEY", description = "as 'list' shows it") String id) {
    SenderKey key =
        keys()
            .revoke(id)
            .orElseThrow(
                () ->
                    new YunheException(
                        ErrorCode.UNKNOWN_NAME,
                        "no key is named '" + id + "'",
                        "see ./yunhe fhir-keys list"));
    System.out.println("key " + key.id() + " of " + key.source() + " is revoked");
    return 0;
  }

  private static SenderKeys keys() {
    return SenderKeys.of(YunheConfig.load());
  }

  private static Instant end(int days) {
    if (days < 1) {
      throw new YunheException(ErrorCode.BAD_CONFIG, "--days " + days + " is too few", "use 1 up");
    }
    return Instant.now()
        .plus(Duration.ofDays(days))
        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }

  private static SourceDefinition owner(String source) {
    SourceDefinition definition =
        SourceCatalog.load()
            .find(source)
            .orElseThrow(
                () ->
                    new YunheException(
                        ErrorCode.UNKNOWN_NAME,
                        "no source is named '" + source + "'",
                        "declare it: sources/" + source + ".yaml"));
    if (!definition.protocol().equals(PROTOCOL) || definition.orgCode() == null) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          "sources/" + source + ".yaml is no source that pushes FHIR",
          "it needs protocol: fhir and an org_code");
    }
    return definition;
  }

  private static X509Certificate certificate(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | CertificateException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the certificate " + file + " cannot be read: " + e.getMessage(),
          "name an X.509 certificate in PEM",
          e);
    }
  }
}
