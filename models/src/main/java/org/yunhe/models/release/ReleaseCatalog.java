package org.yunhe.models.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.cohort.CohortCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.Faults;
import org.yunhe.models.resource.ModelResources;

/** All releases declared under {@code releases/}. */
public final class ReleaseCatalog {
  private static final int FINGERPRINT_BYTES = 8;

  private final List<ReleaseDefinition> releases;

  private ReleaseCatalog(List<ReleaseDefinition> releases) {
    this.releases = releases;
  }

  /** Loads every release on the class path and holds it against the contracts. */
  public static ReleaseCatalog load() {
    return load(ContractCatalog.load(), CohortCatalog.load(), CodeCatalog.load(), Faults.FIRST);
  }

  /** Loads the releases that can be read and reports the faults of the others. */
  public static ReleaseCatalog load(
      ContractCatalog contracts, CohortCatalog cohorts, CodeCatalog codes, Faults faults) {
    return new ReleaseCatalog(
        ModelResources.list("releases", ".yaml").stream()
            .flatMap(
                file ->
                    read(
                        new ReleaseReader(contracts, cohorts, codes, faults),
                        file,
                        ModelResources.read(file))
                        .stream())
            .toList());
  }

  /** Reads one release from its text; {@code file} is named in complaints. */
  public static ReleaseDefinition parse(String file, String text) {
    ReleaseReader reader =
        new ReleaseReader(
            ContractCatalog.load(), CohortCatalog.load(), CodeCatalog.load(), Faults.FIRST);
    return read(reader, file, text).orElseThrow();
  }

  /** Returns a catalog of given releases. */
  public static ReleaseCatalog of(ReleaseDefinition... releases) {
    return new ReleaseCatalog(List.of(releases));
  }

  /** Returns all releases, ordered by file. */
  public List<ReleaseDefinition> releases() {
    return List.copyOf(releases);
  }

  private static Optional<ReleaseDefinition> read(ReleaseReader reader, String file, String text) {
    return reader.read(file, text, fingerprint(text));
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
