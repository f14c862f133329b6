package org.yunhe.lakehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Decrypts values of columns; one that is not encrypted is given back as it is, for tables hold
 * what was written before encryption was on. For one thread at a time.
 */
public final class ValueOpener implements Serializable {
  /** What every encrypted value begins with. */
  public static final String PREFIX = new String(Envelope.PREFIX, US_ASCII);

  private static final long serialVersionUID = 1L;

  private final KeyAccess access;
  private transient Map<String, Sm4Gcm> ciphers;

  /** Creates an opener; keys are read when a value needs them. */
  public ValueOpener(KeyAccess access) {
    this.access = access;
  }

  /** Decrypts a value of {@code column}, {@code layer.table.column}; null stays null. */
  public String open(String value, String column) {
    if (value == null) {
      return null;
    }
    return new String(open(value.getBytes(UTF_8), column.getBytes(UTF_8)), UTF_8);
  }

  /** Decrypts a value, UTF-8; fails where it was changed or belongs to another column. */
  public byte[] open(byte[] value, byte[] column) {
    if (!Envelope.is(value, 0, value.length)) {
      return value;
    }
    int colon = Envelope.PREFIX.length;
    while (colon < value.length && value[colon] != Envelope.COLON) {
      colon++;
    }
    String name =
        new String(value, Envelope.PREFIX.length, colon - Envelope.PREFIX.length, US_ASCII);
    try {
      byte[] sealed =
          Base64.getDecoder()
              .decode(Arrays.copyOfRange(value, Math.min(colon + 1, value.length), value.length));
      if (sealed.length < Sm4Gcm.NONCE_BYTES) {
        throw new InvalidCipherTextException("shorter than its nonce");
      }
      byte[] nonce = Arrays.copyOf(sealed, Sm4Gcm.NONCE_BYTES);
      return cipher(name).open(nonce, column, sealed, nonce.length, sealed.length - nonce.length);
    } catch (InvalidCipherTextException | IllegalArgumentException e) {
      throw new YunheException(
          ErrorCode.ENCRYPTION,
          "a value of "
              + new String(column, UTF_8)
              + " under data key "
              + name
              + " cannot be opened: it was changed, or written for another column",
          "restore the table from before the change; if the keyring was replaced, bring it back",
          e);
    }
  }

  private Sm4Gcm cipher(String name) {
    if (ciphers == null) {
      ciphers = new HashMap<>();
    }
    return ciphers.computeIfAbsent(name, new Keys(access)::cipher);
  }
}
