package org.yunhe.lakehouse.crypto;

/**
 * Keeps master keys and wraps data keys with them: a file, or a key management system whose keys
 * never leave it.
 */
public interface KeyService {

  /** Returns the name of the master key that wraps from now on. */
  String current();

  /** Encrypts a data key under the current master key, bound to the data key's own name. */
  byte[] wrap(byte[] dataKey, String dataKeyName);

  /** Decrypts what {@link #wrap} gave under the master key {@code master}. */
  byte[] unwrap(String master, byte[] wrapped, String dataKeyName);

  /** Makes a new master key current, where that is this service's business; older ones stay. */
  void renew();

  /** Forgets every master key but the current one, where that is this service's business. */
  void forgetOlder();
}
