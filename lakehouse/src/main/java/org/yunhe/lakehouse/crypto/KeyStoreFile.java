package org.yunhe.lakehouse.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * An open key store. A path that ends in {@code .cfg} is the configuration of Java's PKCS#11
 * provider and opens the token that it names; any other one is a PKCS#12 file. The password, or
 * PIN, is the text of the file of the same name with {@code .password} behind it.
 *
 * @param path file that the settings name
 * @param store the store
 * @param password its password
 * @param provider provider of the token, or null where the store is a file
 */
record KeyStoreFile(Path path, KeyStore store, char[] password, Provider provider) {
  private static final String TOKEN = ".cfg";

  /** Opens the store; a PKCS#12 file that is not there is made where it is the {@code first}. */
  static KeyStoreFile open(Path path, boolean first) {
    boolean isToken = path.toString().endsWith(TOKEN);
    Path secret = path.resolveSibling(path.getFileName() + ".password");
    boolean isNew = !isToken && first && !Files.exists(path);
    char[] password = (isNew ? Secrets.readOrCreate(secret) : Secrets.read(secret)).toCharArray();
    try {
      return isToken ? token(path, password) : file(path, password, isNew);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new YunheException(
          ErrorCode.ENCRYPTION,
          "the key store " + path + " cannot be opened: " + e.getMessage(),
          "bring it back, or correct its password in " + secret,
          e);
    }
  }

  private static KeyStoreFile token(Path path, char[] pin)
      throws GeneralSecurityException, IOException {
    Provider provider = Security.getProvider("SunPKCS11").configure(path.toString());
    KeyStore store = KeyStore.getInstance("PKCS11", provider);
    store.load(null, pin);
    return new KeyStoreFile(path, store, pin, provider);
  }

  private static KeyStoreFile file(Path path, char[] password, boolean isNew)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    if (isNew) {
      store.load(null, password);
    } else {
      try (InputStream bytes = Files.newInputStream(path)) {
        store.load(bytes, password);
      }
    }
    return new KeyStoreFile(path, store, password, null);
  }

  /** Returns a generator whose keys are made where they are kept. */
  KeyGenerator generator(String algorithm) throws GeneralSecurityException {
    return provider == null
        ? KeyGenerator.getInstance(algorithm)
        : KeyGenerator.getInstance(algorithm, provider);
  }

  /** Returns a cipher that works where the keys are. */
  Cipher cipher(String transformation) throws GeneralSecurityException {
    return provider == null
        ? Cipher.getInstance(transformation)
        : Cipher.getInstance(transformation, provider);
  }

  /** Keeps what was changed: a file is replaced whole, a token has it already. */
  void save() {
    if (provider != null) {
      return;
    }
    Path next = path.resolveSibling(path.getFileName() + ".new");
    // Made by the way of secrets, so that only its owner may read it.
    Secrets.write(next, "");
    try (OutputStream bytes = Files.newOutputStream(next)) {
      store.store(bytes, password);
    } catch (GeneralSecurityException e) {
      throw KeyFiles.inaccessible(path, new IOException(e));
    } catch (IOException e) {
      throw KeyFiles.inaccessible(path, e);
    }
    try {
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw KeyFiles.inaccessible(path, e);
    }
  }

  @Override
  public String toString() {
    return "KeyStoreFile[" + path + "]";
  }
}
