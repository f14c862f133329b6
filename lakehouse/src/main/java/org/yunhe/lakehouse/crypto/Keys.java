package org.yunhe.lakehouse.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The keyring: data keys wrapped by a master key, oldest first; the last one encrypts, all decrypt.
 */
public final class Keys {
  /**
   * Values one data key may encrypt: under random 96-bit nonces, NIST SP 800-38D (8.3) allows
   * 2<sup>32</sup>.
   */
  public static final long MOST_VALUES = 1L << 32;

  private static final int NAME_BYTES = 4;

  private final KeyAccess access;
  private final Path file;
  private final SecureRandom random = new SecureRandom();

  /** Opens the keys that {@code access} names; nothing is read yet. */
  public Keys(KeyAccess access) {
    this.access = access;
    this.file = access.keyringFile();
  }

  /**
   * What a writer may use.
   *
   * @param name name of the data key
   * @param cipher cipher under it
   * @param values how many values the writer may encrypt with it
   */
  record Allowance(String name, Sm4Gcm cipher, long values) {}

  /** Makes master key and data key where there is no keyring yet, and tries the current key. */
  public void provision() {
    KeyFiles.locked(
        file,
        () -> {
          if (!Files.exists(file)) {
            write(List.of(fresh(access.open(true))));
          }
          List<DataKey> keys = read();
          return keys.get(keys.size() - 1).unwrap(access.open(false));
        });
  }

  /** Returns the data keys, oldest first. */
  public List<DataKey> list() {
    return read();
  }

  /** Makes a new data key for what is written from now on, and returns it. */
  public DataKey rotate() {
    return KeyFiles.locked(file, () -> added(read()));
  }

  /**
   * Wraps every data key under a new master key, and forgets the older ones; returns the new one's
   * name. No stored value changes.
   */
  public String rewrap() {
    return KeyFiles.locked(
        file,
        () -> {
          List<DataKey> keys = read();
          KeyService service = access.open(false);
          service.renew();
          write(
              keys.stream()
                  .map(
                      key ->
                          DataKey.wrapped(
                              key.name(),
                              key.created(),
                              key.reserved(),
                              key.unwrap(service),
                              service))
                  .toList());
          service.forgetOlder();
          return service.current();
        });
  }

  /**
   * Reserves {@code values} encryptions under the current key; takes a new key where it is used up.
   */
  Allowance reserve(long values) {
    return KeyFiles.locked(
        file,
        () -> {
          List<DataKey> keys = new ArrayList<>(read());
          DataKey current = keys.get(keys.size() - 1);
          if (current.reserved() + values > MOST_VALUES) {
            current = added(keys);
            keys.add(current);
          }
          DataKey taken = current.reserve(values);
          keys.set(keys.size() - 1, taken);
          Sm4Gcm cipher = new Sm4Gcm(taken.unwrap(access.open(false)));
          write(keys);
          return new Allowance(taken.name(), cipher, values);
        });
  }

  /** Returns the cipher of the data key {@code name}. */
  Sm4Gcm cipher(String name) {
    return new Sm4Gcm(
        read().stream()
            .filter(key -> key.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new YunheException(
                        ErrorCode.ENCRYPTION,
                        "data key " + name + " is not in " + file,
                        "bring back the file encryption.keyring that the value was written with"))
            .unwrap(access.open(false)));
  }

  /** Returns when the keyring was changed last. */
  FileTime changedAt() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw KeyFiles.inaccessible(file, e);
    }
  }

  private DataKey added(List<DataKey> keys) {
    DataKey fresh = fresh(access.open(false));
    List<DataKey> all = new ArrayList<>(keys);
    all.add(fresh);
    write(all);
    return fresh;
  }

  private DataKey fresh(KeyService service) {
    byte[] name = new byte[NAME_BYTES];
    byte[] key = new byte[Sm4Gcm.KEY_BYTES];
    random.nextBytes(name);
    random.nextBytes(key);
    return DataKey.wrapped(
        "d" + HexFormat.of().formatHex(name),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        0,
        key,
        service);
  }

  private List<DataKey> read() {
    try {
      List<DataKey> keys =
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(DataKey::parse)
              .toList();
      if (keys.isEmpty()) {
        throw new IOException("it holds no data key");
      }
      return keys;
    } catch (IOException e) {
      throw KeyFiles.inaccessible(file, e);
    } catch (RuntimeException e) {
      throw KeyFiles.inaccessible(file, new IOException("it is no keyring: " + e.getMessage(), e));
    }
  }

  private void write(List<DataKey> keys) {
    KeyFiles.replace(
        file,
        keys.stream()
            .map(DataKey::line)
            .collect(
                Collectors.joining(
                    "\n",
                    "# data keys of Yunhe: name, created, values reserved, master key, key\n",
                    "\n")));
  }
}
