package org.yunhe.models.cohort;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yunhe.models.error.Faults;
import org.yunhe.models.resource.ModelResources;

/** All cohorts declared under {@code cohorts/}. */
public final class CohortCatalog {
  private static final String FOLDER = "cohorts";
  private static final String LISTS = FOLDER + "/codelists";
  private static final int FINGERPRINT_BYTES = 8;

  private final Map<String, CohortDefinition> cohorts;

  private CohortCatalog(Map<String, CohortDefinition> cohorts) {
    this.cohorts = cohorts;
  }

  /** Loads every cohort on the class path. */
  public static CohortCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads the cohorts that can be read and reports the faults of the others. */
  public static CohortCatalog load(Faults faults) {
    Map<String, CodeList> lists = codeLists(faults);
    Map<String, CohortDefinition> cohorts = new TreeMap<>();
    for (String file : ModelResources.list(FOLDER, ".yaml")) {
      if (!file.startsWith(LISTS + "/")) {
        parse(file, ModelResources.read(file), lists, faults)
            .ifPresent(cohort -> cohorts.put(cohort.cohort(), cohort));
      }
    }
    return new CohortCatalog(cohorts);
  }

  /** Reads one cohort from its text; {@code file} is named in complaints. */
  public static CohortDefinition parse(String file, String text) {
    return parse(file, text, codeLists(Faults.FIRST), Faults.FIRST).orElseThrow();
  }

  /** Returns all cohorts, ordered by name. */
  public List<CohortDefinition> cohorts() {
    return List.copyOf(cohorts.values());
  }

  /** Returns the cohort of that name, if it is declared. */
  public Optional<CohortDefinition> find(String cohort) {
    return Optional.ofNullable(cohorts.get(cohort));
  }

  private static Optional<CohortDefinition> parse(
      String file, String text, Map<String, CodeList> lists, Faults faults) {
    return new CohortReader(lists, faults).read(file, text, used -> fingerprint(text + used));
  }

  private static Map<String, CodeList> codeLists(Faults faults) {
    Map<String, CodeList> lists = new TreeMap<>();
    for (String file : ModelResources.list(LISTS, ".yaml")) {
      String csv = file.replaceFirst("[.]yaml$", ".csv");
      faults
          .attempt(
              () ->
                  CodeListReader.read(
                      file, ModelResources.read(file), csv, ModelResources.read(csv)))
          .ifPresent(list -> lists.put(list.name(), list));
    }
    return lists;
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
