package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The certificate of an embedded server: made once, signed by itself, trusted by its file. */
public final class ServerCertificate {
  private static final int DAYS = 3650;
  private static final int SECONDS = 60;

  private final String name;
  private final Path keystore;
  private final Path password;
  private final Path certificate;

  /**
   * Names the server and the files: key and certificate in PKCS #12, its password, the certificate
   * in PEM.
   */
  public ServerCertificate(String name, Path keystore, Path password, Path certificate) {
    this.name = name;
    this.keystore = keystore;
    this.password = password;
    this.certificate = certificate;
  }

  /** Makes key and certificate for {@code host} unless they are there. */
  public void provision(String host) {
    String secret = Secrets.readOrCreate(password);
    if (!Files.exists(keystore) || !Files.exists(certificate)) {
      try {
        Files.deleteIfExists(keystore);
        Files.deleteIfExists(certificate);
      } catch (IOException e) {
        throw new YunheException(
            ErrorCode.FILE_ACCESS, keystore + " cannot be replaced", "make it writable", e);
      }
      String address = host.matches("[0-9.]+|.*:.*") ? "ip:" + host : "dns:" + host;
      keytool(
          secret,
          List.of(
              "-genkeypair",
              "-alias",
              name,
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-storetype",
              "PKCS12",
              "-dname",
              "CN=yunhe-" + name,
              "-validity",
              "" + DAYS,
              "-ext",
              "san=" + address + ",dns:localhost,ip:127.0.0.1"));
      keytool(
          secret, List.of("-exportcert", "-alias", name, "-rfc", "-file", certificate.toString()));
      ownerOnly(keystore);
    }
  }

  /** Returns a TLS context that trusts the certificate in {@code pem} and no other. */
  public static SSLContext trust(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Certificate trusted = CertificateFactory.getInstance("X.509").generateCertificate(in);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("server", trusted);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the certificate " + pem + " cannot be read: " + e.getMessage(),
          "name the PEM file of the server's certificate, for Trino by trino.certificate",
          e);
    }
  }

  /** The password travels in the environment, where other users of the machine cannot see it. */
  private void keytool(String secret, List<String> arguments) {
    Path program = Path.of(System.getProperty("java.home"), "bin/keytool");
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    command.addAll(List.of("-keystore", keystore.toString(), "-storepass:env", "YUNHE_STOREPASS"));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("YUNHE_STOREPASS", secret);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new YunheException(
            ErrorCode.START_FAILED,
            "keytool failed: " + output.strip().replaceAll("\\s+", " "),
            "see whether " + program + " runs");
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.MISSING_PROGRAM, program + " cannot be run", "use a JDK, not a JRE", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.START_FAILED, "interrupted", "run it again", e);
    }
  }

  private static void ownerOnly(Path file) {
    try {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, file + " cannot be protected", "check the folder", e);
    }
  }
}
