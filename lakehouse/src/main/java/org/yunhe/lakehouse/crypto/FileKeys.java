package org.yunhe.lakehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The key service of a file with one master key a line, {@code name=32 hexadecimal digits}, the
 * last being current.
 */
final class FileKeys implements KeyService {
  private static final int NAME_BYTES = 4;

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, byte[]> keys = new LinkedHashMap<>();

  FileKeys(Path file, boolean first) {
    this.file = file;
    if (!Files.exists(file) && first) {
      renew();
    }
    read();
  }

  @Override
  public String current() {
    return keys.keySet().stream().reduce((older, newer) -> newer).orElseThrow();
  }

  @Override
  public byte[] wrap(byte[] dataKey, String dataKeyName) {
    byte[] nonce = new byte[Sm4Gcm.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] wrapped = new byte[nonce.length + dataKey.length + Sm4Gcm.TAG_BYTES];
    System.arraycopy(nonce, 0, wrapped, 0, nonce.length);
    new Sm4Gcm(keys.get(current()))
        .seal(
            nonce, dataKeyName.getBytes(UTF_8), dataKey, 0, dataKey.length, wrapped, nonce.length);
    return wrapped;
  }

  @Override
  public byte[] unwrap(String master, byte[] wrapped, String dataKeyName) {
    byte[] key = keys.get(master);
    if (key == null) {
      throw unusable("has no master key " + master + ", which wraps data key " + dataKeyName, null);
    }
    byte[] nonce = new byte[Sm4Gcm.NONCE_BYTES];
    System.arraycopy(wrapped, 0, nonce, 0, nonce.length);
    try {
      return new Sm4Gcm(key)
          .open(
              nonce,
              dataKeyName.getBytes(UTF_8),
              wrapped,
              nonce.length,
              wrapped.length - nonce.length);
    } catch (InvalidCipherTextException e) {
      throw unusable(
          "has a master key " + master + " that does not open data key " + dataKeyName, e);
    }
  }

  @Override
  public void renew() {
    byte[] name = new byte[NAME_BYTES];
    byte[] key = new byte[Sm4Gcm.KEY_BYTES];
    random.nextBytes(name);
    random.nextBytes(key);
    keys.put("m" + HexFormat.of().formatHex(name), key);
    write();
  }

  @Override
  public void forgetOlder() {
    String current = current();
    keys.keySet().removeIf(name -> !name.equals(current));
    write();
  }

  private void read() {
    keys.clear();
    try {
      for (String line : Files.readAllLines(file)) {
        int sign = line.indexOf('=');
        if (sign > 0 && !line.startsWith("#")) {
          keys.put(line.substring(0, sign), HexFormat.of().parseHex(line.substring(sign + 1)));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw unusable("cannot be read", e);
    }
    if (keys.isEmpty() || keys.values().stream().anyMatch(k -> k.length != Sm4Gcm.KEY_BYTES)) {
      throw unusable("holds no master key of 16 bytes", null);
    }
  }

  private void write() {
    StringBuilder text =
        new StringBuilder("# master keys of Yunhe, the last is current; keep a copy elsewhere\n");
    keys.forEach(
        (name, key) ->
            text.append(name).append('=').append(HexFormat.of().formatHex(key)).append('\n'));
    KeyFiles.replace(file, text.toString());
  }

  private YunheException unusable(String what, Exception cause) {
    return new YunheException(
        ErrorCode.ENCRYPTION,
        file + " " + what,
        "bring back the file encryption.master-keys of this lake; without it the encrypted columns"
            + " stay closed",
        cause);
  }
}
