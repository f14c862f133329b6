package org.yunhe.lakehouse.sender;

import java.time.Instant;

/**
 * What one system of an institution proves itself by. The secret itself is not kept.
 *
 * @param id name of the key, public
 * @param source source that its records belong to
 * @param orgCode institution that it may write as
 * @param kind secret or certificate
 * @param hash SHA-256 of the secret, or of the certificate, in hexadecimal digits
 * @param created when it was issued
 * @param expires when it ends
 * @param revoked when it was revoked, or null
 */
public record SenderKey(
    String id,
    String source,
    String orgCode,
    Kind kind,
    String hash,
    Instant created,
    Instant expires,
    Instant revoked) {

  /** What is proved: knowledge of a secret, or possession of a certificate's private key. */
  public enum Kind {
    /** A secret in a header. */
    KEY,
    /** A client certificate of TLS. */
    CERTIFICATE
  }

  /** What a key is worth at a moment. */
  public enum State {
    /** It opens the door. */
    VALID,
    /** Its time is over. */
    EXPIRED,
    /** It was taken back. */
    REVOKED
  }

  /** Returns what the key is worth at {@code moment}. */
  public State at(Instant moment) {
    if (revoked != null) {
      return State.REVOKED;
    }
    return moment.isBefore(expires) ? State.VALID : State.EXPIRED;
  }

  String line() {
    return String.join(
        "\t",
        id,
        source,
        orgCode,
        kind.name(),
        hash,
        created.toString(),
        expires.toString(),
        revoked == null ? "-" : revoked.toString());
  }

  static SenderKey parse(String line) {
    String[] parts = line.split("\t", -1);
    return new SenderKey(
        parts[0],
        parts[1],
        parts[2],
        Kind.valueOf(parts[3]),
        parts[4],
        Instant.parse(parts[5]),
        Instant.parse(parts[6]),
        parts[7].equals("-") ? null : Instant.parse(parts[7]));
  }
}
