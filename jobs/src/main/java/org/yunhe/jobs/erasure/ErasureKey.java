package org.yunhe.jobs.erasure;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yunhe.lakehouse.config.Secrets;

/**
 * Keyed hash of what was erased, so that the list of it tells nothing to who has no key.
 *
 * @param secret key of the hash
 */
record ErasureKey(String secret) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String FILE = "erasure.key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  /** Returns the key in the folder of secrets; makes it where there is none. */
  static ErasureKey of(Path secrets) {
    return new ErasureKey(Secrets.readOrCreate(secrets.resolve(FILE)));
  }

  /** Returns 32 hexadecimal digits of HMAC-SHA256 of kind and identifier. */
  String hash(String kind, String identifier) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] text = (kind + ":" + identifier).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text), 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "ErasureKey[secret]";
  }
}
