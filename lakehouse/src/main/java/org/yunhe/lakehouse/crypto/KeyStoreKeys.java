package org.yunhe.lakehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The key service of a key store of Java: a PKCS#12 file, or a token of PKCS#11 such as a hardware
 * security module, which master keys never leave. A master key is AES-256; it wraps data keys in
 * GCM mode. Its alias begins with the time it was made, so that the last alias is the current one.
 */
final class KeyStoreKeys implements KeyService {
  private static final String PREFIX = "yunhe-";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BITS = 256;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int NAME_BYTES = 4;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final KeyStoreFile file;
  private final SecureRandom random = new SecureRandom();

  KeyStoreKeys(KeyStoreFile file, boolean first) {
    this.file = file;
    if (aliases().isEmpty()) {
      if (!first) {
        throw unusable("holds no master key of Yunhe", null);
      }
      renew();
    }
  }

  @Override
  public String current() {
    return aliases().getLast();
  }

  @Override
  public byte[] wrap(byte[] dataKey, String dataKeyName) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, current(), nonce, dataKey, dataKeyName);
    byte[] wrapped = new byte[nonce.length + sealed.length];
    System.arraycopy(nonce, 0, wrapped, 0, nonce.length);
    System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
    return wrapped;
  }

  @Override
  public byte[] unwrap(String master, byte[] wrapped, String dataKeyName) {
    if (!aliases().contains(master)) {
      throw unusable("has no master key " + master + ", which wraps data key " + dataKeyName, null);
    }
    byte[] nonce = java.util.Arrays.copyOf(wrapped, NONCE_BYTES);
    byte[] sealed = java.util.Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length);
    return run(Cipher.DECRYPT_MODE, master, nonce, sealed, dataKeyName);
  }

  @Override
  public void renew() {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String alias = PREFIX + STAMP.format(Instant.now()) + "-" + HexFormat.of().formatHex(name);
    try {
      KeyGenerator generator = file.generator("AES");
      generator.init(KEY_BITS);
      file.store().setKeyEntry(alias, generator.generateKey(), file.password(), null);
      file.save();
    } catch (GeneralSecurityException e) {
      throw unusable("takes no new master key", e);
    }
  }

  @Override
  public void forgetOlder() {
    String current = current();
    try {
      for (String alias : aliases()) {
        if (!alias.equals(current)) {
          file.store().deleteEntry(alias);
        }
      }
      file.save();
    } catch (GeneralSecurityException e) {
      throw unusable("does not let go of an older master key", e);
    }
  }

  private byte[] run(int mode, String alias, byte[] nonce, byte[] input, String dataKeyName) {
    try {
      Key key = file.store().getKey(alias, file.password());
      Cipher cipher = file.cipher(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(dataKeyName.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw unusable(
          "has a master key " + alias + " that does not open data key " + dataKeyName, e);
    }
  }

  private List<String> aliases() {
    try {
      return Collections.list(file.store().aliases()).stream()
          .filter(alias -> alias.startsWith(PREFIX))
          .sorted()
          .toList();
    } catch (GeneralSecurityException e) {
      throw unusable("cannot be read", e);
    }
  }

  private YunheException unusable(String what, Exception cause) {
    return new YunheException(
        ErrorCode.ENCRYPTION,
        "the key store " + file.path() + " " + what,
        "bring back the key store of this lake (encryption.master-keys), or the token it names;"
            + " without it the encrypted columns stay closed",
        cause);
  }
}
