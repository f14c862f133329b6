package org.yunhe.models.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** All mapping files: {@code mappings/<product>/<core table>[.<part>].sql}. */
public final class MappingCatalog {
  private static final String SUFFIX = ".sql";

  private final Map<String, List<Mapping>> mappings;

  private MappingCatalog(Map<String, List<Mapping>> mappings) {
    this.mappings = mappings;
  }

  /** Loads every mapping on the class path. */
  public static MappingCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads every mapping, as far as it stands in its place, and reports the faults. */
  public static MappingCatalog load(Faults faults) {
    List<Mapping> found = new ArrayList<>();
    for (String file : ModelResources.list("mappings", SUFFIX)) {
      faults.attempt(() -> parse(file, ModelResources.read(file))).ifPresent(found::add);
    }
    return of(found);
  }

  /** Builds a catalog from given mappings. */
  public static MappingCatalog of(List<Mapping> found) {
    Map<String, List<Mapping>> mappings = new TreeMap<>();
    for (Mapping mapping : found) {
      mappings.computeIfAbsent(mapping.product(), product -> new ArrayList<>()).add(mapping);
    }
    return new MappingCatalog(mappings);
  }

  /** Reads product, target and part from the place of the file. */
  public static Mapping parse(String file, String sql) {
    String[] parts = file.split("/", -1);
    if (parts.length != 3) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          file + ":1: the file is not mappings/<product>/<core table>[.<part>].sql",
          "move the file");
    }
    String name = parts[2].substring(0, parts[2].length() - SUFFIX.length());
    int dot = name.indexOf('.');
    String table = dot < 0 ? name : name.substring(0, dot);
    String part = dot < 0 ? "" : name.substring(dot + 1);
    return new Mapping(parts[1], "core." + table, part, sql, file);
  }

  /** Returns the products that have mappings. */
  public List<String> products() {
    return List.copyOf(mappings.keySet());
  }

  /** Returns the mappings of a product, ordered by file. */
  public List<Mapping> mappings(String product) {
    return List.copyOf(mappings.getOrDefault(product, List.of()));
  }
}
