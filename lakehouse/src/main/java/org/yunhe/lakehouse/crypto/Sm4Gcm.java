package org.yunhe.lakehouse.crypto;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * SM4 (GB/T 32907-2016) in Galois/Counter Mode as RFC 8998 has it: 128-bit key, 96-bit nonce,
 * 128-bit tag behind the ciphertext. For one thread at a time.
 */
public final class Sm4Gcm {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 16;

  /** Bytes of a nonce. */
  public static final int NONCE_BYTES = 12;

  /** Bytes of the tag. */
  public static final int TAG_BYTES = 16;

  private final GCMModeCipher sealing = GCMBlockCipher.newInstance(new SM4Engine());
  private final GCMModeCipher opening = GCMBlockCipher.newInstance(new SM4Engine());
  private KeyParameter sealingKey;
  private KeyParameter openingKey;

  /** Prepares a key of 16 bytes. */
  public Sm4Gcm(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of SM4 has 16 bytes, not " + key.length);
    }
    this.sealingKey = new KeyParameter(key);
    this.openingKey = sealingKey;
  }

  /**
   * Encrypts {@code length} bytes of {@code in} from {@code from}, and writes ciphertext and tag
   * into {@code out} from {@code at}. A nonce must never come twice under one key.
   */
  public void seal(
      byte[] nonce, byte[] context, byte[] in, int from, int length, byte[] out, int at) {
    sealing.init(true, new AEADParameters(sealingKey, TAG_BYTES * 8, nonce, context));
    // The cipher keeps its key: naming it again would build its tables again.
    sealingKey = null;
    int written = sealing.processBytes(in, from, length, out, at);
    try {
      sealing.doFinal(out, at + written);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns the plain bytes of ciphertext and tag, {@code length} bytes of {@code in} from {@code
   * from}; fails where anything, the context too, is not as it was when encrypted.
   */
  public byte[] open(byte[] nonce, byte[] context, byte[] in, int from, int length)
      throws InvalidCipherTextException {
    if (length < TAG_BYTES) {
      throw new InvalidCipherTextException("shorter than its tag");
    }
    opening.init(false, new AEADParameters(openingKey, TAG_BYTES * 8, nonce, context));
    openingKey = null;
    byte[] plain = new byte[length - TAG_BYTES];
    int written = opening.processBytes(in, from, length, plain, 0);
    opening.doFinal(plain, written);
    return plain;
  }
}
