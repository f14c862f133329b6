package org.yunhe.lakehouse.crypto;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Where keys are; travels to the processes that use them, the keys themselves do not.
 *
 * @param service name of the key service
 * @param masterKeys file of master keys, for the service {@code file}
 * @param keyring file of wrapped data keys
 */
public record KeyAccess(String service, String masterKeys, String keyring) implements Serializable {

  /** Returns where the keys of an installation are. */
  public static KeyAccess of(YunheConfig.Encryption settings) {
    return new KeyAccess(
        settings.keyService(), settings.masterKeys().toString(), settings.keyring().toString());
  }

  /**
   * Returns where the keys are with which {@code settings} may meet encrypted values; empty where
   * encryption is off and always was. Where it is on and there are no keys yet, they are made.
   */
  public static Optional<KeyAccess> inUse(YunheConfig.Encryption settings) {
    if (settings.enabled()) {
      KeyAccess access = of(settings);
      new Keys(access).provision();
      return Optional.of(access);
    }
    return mayMeet(settings) ? Optional.of(of(settings)) : Optional.empty();
  }

  /** Returns whether tables may hold encrypted values: encryption is on, or was. */
  public static boolean mayMeet(YunheConfig.Encryption settings) {
    return settings.enabled() || Files.exists(settings.keyring());
  }

  /** Returns the text that {@link #parse} reads. */
  public String text() {
    return service + "\n" + masterKeys + "\n" + keyring;
  }

  /** Reads what {@link #text} wrote. */
  public static KeyAccess parse(String text) {
    String[] parts = text.split("\n", -1);
    return new KeyAccess(parts[0], parts[1], parts[2]);
  }

  Path keyringFile() {
    return Path.of(keyring);
  }

  Path masterKeysFile() {
    return Path.of(masterKeys);
  }

  /** Opens the key service that the settings name. */
  KeyService open(boolean first) {
    Map<String, KeyServiceProvider> known = new TreeMap<>();
    ServiceLoader.load(KeyServiceProvider.class, KeyServiceProvider.class.getClassLoader())
        .forEach(provider -> known.put(provider.name(), provider));
    KeyServiceProvider provider = known.get(service);
    if (provider == null) {
      throw new YunheException(
          ErrorCode.BAD_CONFIG,
          "encryption.key-service '" + service + "' is not known",
          "use one of " + known.keySet() + ", or add the class of yours to the class path");
    }
    return provider.open(this, first);
  }
}
