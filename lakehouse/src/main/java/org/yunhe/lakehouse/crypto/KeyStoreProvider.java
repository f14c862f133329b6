package org.yunhe.lakehouse.crypto;

/** Opens the key service {@code keystore}. */
public final class KeyStoreProvider implements KeyServiceProvider {

  @Override
  public String name() {
    return "keystore";
  }

  @Override
  public KeyService open(KeyAccess access, boolean first) {
    return new KeyStoreKeys(KeyStoreFile.open(access.masterKeysFile(), first), first);
  }
}
