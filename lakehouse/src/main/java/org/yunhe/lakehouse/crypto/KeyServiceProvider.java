package org.yunhe.lakehouse.crypto;

/**
 * Opens one kind of key service; found by {@code META-INF/services}, chosen by {@code
 * encryption.key-service}.
 */
public interface KeyServiceProvider {

  /** Returns the name by which the setting chooses it. */
  String name();

  /**
   * Opens the service.
   *
   * @param access where keys are
   * @param first whether there is no data key yet, so that a master key may be made
   */
  KeyService open(KeyAccess access, boolean first);
}
