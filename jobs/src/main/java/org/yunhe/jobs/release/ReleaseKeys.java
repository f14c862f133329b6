package org.yunhe.jobs.release;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.release.ReleaseDefinition;

/**
 * Pseudonyms and date shifts of one version of a release, both HMAC-SHA256 under a secret of this
 * version only, each over a text of its own kind, so that none tells anything about another.
 *
 * @param secret secret of this version
 * @param shiftDays largest shift
 */
record ReleaseKeys(String secret, int shiftDays) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 16;

  /** Returns the keys of a version; makes its secret where there is none. */
  static ReleaseKeys of(Path secrets, ReleaseDefinition release) {
    String file = "release-" + release.release() + "-" + release.version() + ".key";
    return new ReleaseKeys(Secrets.readOrCreate(secrets.resolve(file)), release.shiftDays());
  }

  /** Returns the pseudonym of a person: 32 hexadecimal digits. */
  String pseudonym(String personId) {
    return HexFormat.of().formatHex(hmac("pseudonym:" + personId), 0, KEY_BYTES);
  }

  /** Returns the days by which all dates of a person are moved, from -shiftDays to shiftDays. */
  int shift(String personId) {
    long number = ByteBuffer.wrap(hmac("shift:" + personId)).getLong();
    return (int) Long.remainderUnsigned(number, 2L * shiftDays + 1) - shiftDays;
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "ReleaseKeys[secret]";
  }
}
