package org.yunhe.lakehouse.trino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The passwords of the accounts: {@code account=password} lines in a file for its owner only, and
 * their hashes in a file for Trino.
 */
public final class TrinoAccounts {
  private static final int PASSWORD_BYTES = 12;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int ITERATIONS = 20_000;

  private final Path passwords;
  private final Path hashes;

  /** Names the two files. */
  public TrinoAccounts(Path passwords, Path hashes) {
    this.passwords = passwords;
    this.hashes = hashes;
  }

  /**
   * Gives each account that has none a random password, takes away those of accounts that are no
   * more, and writes the hashes. Returns whether anything changed.
   */
  public boolean provision(Set<String> accounts) {
    Map<String, String> known = read();
    Map<String, String> wanted = new LinkedHashMap<>();
    accounts.forEach(
        account -> wanted.put(account, known.getOrDefault(account, random(PASSWORD_BYTES))));
    if (wanted.equals(known) && Files.exists(hashes)) {
      return false;
    }
    Secrets.write(passwords, lines(wanted, '='));
    Map<String, String> hashed = new LinkedHashMap<>();
    wanted.forEach((account, password) -> hashed.put(account, hash(password)));
    Secrets.write(hashes, lines(hashed, ':'));
    return true;
  }

  /** Returns the password of an account, if it has one. */
  public Optional<String> password(String account) {
    return Optional.ofNullable(read().get(account));
  }

  /** Returns every account with its password. */
  public Map<String, String> read() {
    Map<String, String> accounts = new LinkedHashMap<>();
    if (!Files.exists(passwords)) {
      return accounts;
    }
    try {
      for (String line : Files.readAllLines(passwords)) {
        int sign = line.indexOf('=');
        if (sign > 0) {
          accounts.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        }
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          passwords + " cannot be read",
          "only the owner of the installation may read it",
          e);
    }
    return accounts;
  }

  /** PBKDF2 as Trino's file authenticator reads it: iterations, salt and hash. */
  private static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS))
              .getEncoded();
      HexFormat hex = HexFormat.of();
      return ITERATIONS + ":" + hex.formatHex(salt) + ":" + hex.formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new YunheException(
          ErrorCode.INTERNAL, "passwords cannot be hashed: " + e.getMessage(), "report it", e);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static String lines(Map<String, String> values, char sign) {
    StringJoiner lines = new StringJoiner("\n");
    values.forEach((key, value) -> lines.add(key + sign + value));
    return lines.toString();
  }
}
