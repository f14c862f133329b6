package org.yunhe.lakehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Encrypts values of columns. It reserves its encryptions in the keyring before it makes them, so
 * that all writers together keep to {@link Keys#MOST_VALUES}, and takes up a rotated key within
 * seconds. For one thread at a time; each copy of it reserves for itself.
 */
public final class ValueSealer implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long FIRST_BLOCK = 1L << 10;
  private static final long LARGEST_BLOCK = 1L << 20;
  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final KeyAccess access;
  private transient Keys keys;
  private transient SecureRandom random;
  private transient Keys.Allowance allowance;
  private transient byte[] head;
  private transient long left;
  private transient long block;
  private transient long lookedAt;
  private transient FileTime keyringOf;

  /** Creates a sealer; keys are read at the first value. */
  public ValueSealer(KeyAccess access) {
    this.access = access;
  }

  /** Encrypts a text for {@code column}, {@code layer.table.column}; null stays null. */
  public String seal(String value, String column) {
    if (value == null) {
      return null;
    }
    byte[] bytes = value.getBytes(UTF_8);
    return new String(seal(bytes, 0, bytes.length, column.getBytes(UTF_8)), US_ASCII);
  }

  /**
   * Encrypts {@code length} bytes of {@code value} from {@code from}; the result is ASCII text that
   * only opens for the same {@code column}, {@code layer.table.column} in UTF-8.
   */
  public byte[] seal(byte[] value, int from, int length, byte[] column) {
    allow();
    byte[] nonce = new byte[Sm4Gcm.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = new byte[nonce.length + length + Sm4Gcm.TAG_BYTES];
    System.arraycopy(nonce, 0, sealed, 0, nonce.length);
    allowance.cipher().seal(nonce, column, value, from, length, sealed, nonce.length);
    left--;
    byte[] text = Base64.getEncoder().encode(sealed);
    byte[] envelope = new byte[head.length + text.length];
    System.arraycopy(head, 0, envelope, 0, head.length);
    System.arraycopy(text, 0, envelope, head.length, text.length);
    return envelope;
  }

  private void allow() {
    if (keys == null) {
      keys = new Keys(access);
      random = new SecureRandom();
      block = FIRST_BLOCK;
      lookedAt = System.nanoTime();
    }
    if (left > 0 && isRotated()) {
      left = 0;
    }
    if (left == 0) {
      allowance = keys.reserve(block);
      left = allowance.values();
      block = Math.min(block * 2, LARGEST_BLOCK);
      head = ("yhe1:" + allowance.name() + ":").getBytes(US_ASCII);
      keyringOf = keys.changedAt();
    }
  }

  /** Whether the keyring names another key for new values, looked at every few seconds. */
  private boolean isRotated() {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_EVERY) {
      return false;
    }
    lookedAt = now;
    FileTime changed = keys.changedAt();
    if (changed.equals(keyringOf)) {
      return false;
    }
    keyringOf = changed;
    return !keys.list().getLast().name().equals(allowance.name());
  }
}
