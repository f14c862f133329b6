package org.yunhe.lakehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;

/** SM4 in GCM mode against the published vector, RFC 8998 appendix A.1. */
class Sm4GcmTest {
  private static final byte[] KEY = hex("0123456789ABCDEFFEDCBA9876543210");
  private static final byte[] NONCE = hex("00001234567800000000ABCD");
  private static final byte[] CONTEXT = hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
  private static final byte[] PLAIN =
      hex(
          "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
              + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
  private static final byte[] SEALED =
      hex(
          "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
              + "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
              + "83DE3541E4C2B58177E065A9BF7B62EC");

  @Test
  void givesCiphertextAndTagOfThePublishedVector() throws InvalidCipherTextException {
    byte[] sealed = new byte[PLAIN.length + Sm4Gcm.TAG_BYTES];

    new Sm4Gcm(KEY).seal(NONCE, CONTEXT, PLAIN, 0, PLAIN.length, sealed, 0);

    assertThat(sealed).isEqualTo(SEALED);
    assertThat(new Sm4Gcm(KEY).open(NONCE, CONTEXT, SEALED, 0, SEALED.length)).isEqualTo(PLAIN);
  }

  @Test
  void opensTheVectorAfterOthersUnderTheSameKey() throws InvalidCipherTextException {
    Sm4Gcm cipher = new Sm4Gcm(KEY);
    byte[] other = new byte[3 + Sm4Gcm.TAG_BYTES];
    cipher.seal(new byte[Sm4Gcm.NONCE_BYTES], CONTEXT, new byte[3], 0, 3, other, 0);
    byte[] sealed = new byte[SEALED.length];
    cipher.seal(NONCE, CONTEXT, PLAIN, 0, PLAIN.length, sealed, 0);

    assertThat(sealed).isEqualTo(SEALED);
    assertThat(cipher.open(new byte[Sm4Gcm.NONCE_BYTES], CONTEXT, other, 0, other.length))
        .isEqualTo(new byte[3]);
    assertThat(cipher.open(NONCE, CONTEXT, SEALED, 0, SEALED.length)).isEqualTo(PLAIN);
  }

  @Test
  void refusesEveryChangedBitAndAnotherContext() {
    for (int i = 0; i < SEALED.length; i++) {
      byte[] changed = SEALED.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> new Sm4Gcm(KEY).open(NONCE, CONTEXT, changed, 0, changed.length))
          .isInstanceOf(InvalidCipherTextException.class);
    }
    assertThatThrownBy(() -> new Sm4Gcm(KEY).open(NONCE, new byte[20], SEALED, 0, SEALED.length))
        .isInstanceOf(InvalidCipherTextException.class);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
