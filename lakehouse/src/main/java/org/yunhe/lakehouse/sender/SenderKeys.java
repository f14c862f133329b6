package org.yunhe.lakehouse.sender;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The keys of senders, in a file that its owner only may read. A key is {@code yhk_<id>_<secret>};
 * of the secret, 32 random bytes, its SHA-256 is kept.
 */
public final class SenderKeys {
  private static final String PREFIX = "yhk_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 5;

  private final Path file;

  /** Names the file; it need not exist. */
  public SenderKeys(Path file) {
    this.file = file;
  }

  /** Returns the keys of an installation. */
  public static SenderKeys of(YunheConfig config) {
    return new SenderKeys(config.secret("fhir-senders.keys"));
  }

  /** A key that was made, with its text, which is shown once. */
  public record Issued(SenderKey key, String text) {}

  /** Makes a key for {@code source}, written as {@code orgCode}. */
  public Issued issue(String source, String orgCode, Instant expires) {
    String secret = random(SECRET_BYTES);
    SenderKey key = fresh(source, orgCode, SenderKey.Kind.KEY, hash(secret), expires);
    change(keys -> plus(keys, key));
    return new Issued(key, PREFIX + key.id() + "_" + secret);
  }

  /** Trusts a client certificate for {@code source}; ends with the certificate at the latest. */
  public SenderKey trust(String source, String orgCode, Certificate certificate, Instant expires) {
    String hash = fingerprint(certificate);
    SenderKey key = fresh(source, orgCode, SenderKey.Kind.CERTIFICATE, hash, expires);
    change(keys -> plus(keys, key));
    return key;
  }

  /** Takes a key back; returns it, or nothing where no key has that id. */
  public Optional<SenderKey> revoke(String id) {
    Instant now = now();
    change(
        keys ->
            keys.stream()
                .map(key -> key.id().equals(id) && key.revoked() == null ? gone(key, now) : key)
                .toList());
    return list().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Returns all keys in the order they were made. */
  public List<SenderKey> list() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank())
              .map(SenderKey::parse)
              .toList()
          : List.of();
    } catch (IOException | RuntimeException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the senders' keys " + file + " cannot be read: " + e.getMessage(),
          "bring back the file or issue new keys",
          e);
    }
  }

  /** Returns when the file was changed last, 0 where there is none. */
  public long changedMillis() {
    return file.toFile().lastModified();
  }

  /** Returns the key among {@code keys} that {@code text} is, whatever it is worth. */
  public static Optional<SenderKey> find(List<SenderKey> keys, String text) {
    String[] parts = text.split("_", -1);
    if (parts.length != 3 || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = hash(parts[2]).getBytes(StandardCharsets.US_ASCII);
    return keys.stream()
        .filter(key -> key.kind() == SenderKey.Kind.KEY && key.id().equals(parts[1]))
        .filter(key -> MessageDigest.isEqual(hash, key.hash().getBytes(StandardCharsets.US_ASCII)))
        .findFirst();
  }

  /** Returns the newest key among {@code keys} that trusts {@code certificate}. */
  public static Optional<SenderKey> find(List<SenderKey> keys, Certificate certificate) {
    String hash = fingerprint(certificate);
    return keys.stream()
        .filter(key -> key.kind() == SenderKey.Kind.CERTIFICATE && key.hash().equals(hash))
        .reduce((older, newer) -> newer);
  }

  /** One change at a time, also by another process; a reader sees the file whole. */
  private void change(UnaryOperator<List<SenderKey>> change) {
    try {
      Files.createDirectories(file.getParent());
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        String lines =
            change.apply(list()).stream().map(SenderKey::line).collect(Collectors.joining("\n"));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Secrets.write(fresh, lines);
        Files.move(
            fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the senders' keys " + file + " cannot be written: " + e.getMessage(),
          "make the folder writable or free disk space",
          e);
    }
  }

  private static SenderKey fresh(
      String source, String orgCode, SenderKey.Kind kind, String hash, Instant expires) {
    return new SenderKey(random(ID_BYTES), source, orgCode, kind, hash, now(), expires, null);
  }

  private static SenderKey gone(SenderKey key, Instant now) {
    return new SenderKey(
        key.id(),
        key.source(),
        key.orgCode(),
        key.kind(),
        key.hash(),
        key.created(),
        key.expires(),
        now);
  }

  private static List<SenderKey> plus(List<SenderKey> keys, SenderKey key) {
    List<SenderKey> more = new ArrayList<>(keys);
    more.add(key);
    return more;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static String fingerprint(Certificate certificate) {
    try {
      return HexFormat.of().formatHex(sha256(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, "a certificate cannot be read", "name an X.509 certificate", e);
    }
  }

  private static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
