package org.yunhe.lakehouse.crypto;

import java.time.Instant;
import java.util.Base64;

/**
 * One data key as the keyring keeps it.
 *
 * @param name name, which stands in every value it encrypted
 * @param created when it was made
 * @param reserved how many values writers were allowed to encrypt with it
 * @param master name of the master key that wraps it
 * @param wrapped the key, encrypted, base64
 */
public record DataKey(String name, Instant created, long reserved, String master, String wrapped) {

  static DataKey parse(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("a line of " + parts.length + " words");
    }
    return new DataKey(
        parts[0], Instant.parse(parts[1]), Long.parseLong(parts[2]), parts[3], parts[4]);
  }

  static DataKey wrapped(String name, Instant created, long reserved, byte[] key, KeyService by) {
    return new DataKey(
        name,
        created,
        reserved,
        by.current(),
        Base64.getEncoder().encodeToString(by.wrap(key, name)));
  }

  byte[] unwrap(KeyService service) {
    return service.unwrap(master, Base64.getDecoder().decode(wrapped), name);
  }

  DataKey reserve(long values) {
    return new DataKey(name, created, reserved + values, master, wrapped);
  }

  String line() {
    return String.join(" ", name, created.toString(), Long.toString(reserved), master, wrapped);
  }
}
