package org.yunhe.lakehouse.crypto;

/** Opens the key service {@code file}. */
public final class FileKeysProvider implements KeyServiceProvider {

  @Override
  public String name() {
    return "file";
  }

  @Override
  public KeyService open(KeyAccess access, boolean first) {
    return new FileKeys(access.masterKeysFile(), first);
  }
}
