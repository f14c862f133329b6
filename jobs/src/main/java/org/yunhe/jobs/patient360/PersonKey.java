package org.yunhe.jobs.patient360;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hash of what identifies a person, so that an identifier tells nothing to who has no key.
 *
 * @param secret key of the hash
 */
record PersonKey(String secret) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 10;

  /** Returns the first 20 hexadecimal digits of HMAC-SHA256 of {@code basis}. */
  String of(String basis) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of()
          .formatHex(mac.doFinal(basis.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "PersonKey[secret]";
  }
}
