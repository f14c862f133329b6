package org.yunhe.jobs.bench;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The peer of a benchmark: values in the same envelope by the JDK's AES-128 in GCM mode. */
final class AesSealer {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Cipher cipher;

  AesSealer() {
    try {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      key = new SecretKeySpec(bytes, "AES");
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] seal(byte[] value, byte[] column) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(column);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + value.length + TAG_BITS / 8);
      cipher.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
      return Base64.getEncoder().encode(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] open(byte[] value, byte[] column) {
    try {
      byte[] sealed = Base64.getDecoder().decode(value);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      cipher.updateAAD(column);
      return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
