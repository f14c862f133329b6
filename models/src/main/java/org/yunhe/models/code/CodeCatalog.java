package org.yunhe.models.code;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** All local code lists: {@code codes/<value-set>/<source, product or default>.csv}. */
public final class CodeCatalog implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, CodeList> lists;

  private CodeCatalog(HashMap<String, CodeList> lists) {
    this.lists = lists;
  }

  /** Loads every code list on the class path. */
  public static CodeCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads every code list, as far as it can be read, and reports the faults line by line. */
  public static CodeCatalog load(Faults faults) {
    HashMap<String, CodeList> lists = new HashMap<>();
    for (String file : ModelResources.list("codes", ".csv")) {
      String[] parts = file.split("/", -1);
      if (parts.length != 3) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_MODEL,
                file + ":1: the file is not codes/<value-set>/<source>.csv",
                "move the file"));
        continue;
      }
      String owner = parts[2].substring(0, parts[2].length() - ".csv".length());
      faults
          .attempt(() -> CodeListReader.read(file, ModelResources.read(file), faults))
          .ifPresent(list -> lists.put(parts[1] + "/" + owner, list));
    }
    return new CodeCatalog(lists);
  }

  /**
   * Returns what {@code localCode} means: in the source's own list, else in its product's, else in
   * the default list of the value set. Of a code that means different things in different periods,
   * the latest meaning counts.
   */
  public Optional<CodeEntry> lookup(
      String valueSet, String source, String product, String localCode) {
    return first(
        valueSet,
        source,
        product,
        localCode,
        code -> list -> Optional.ofNullable(list.latest().get(code)));
  }

  /** Returns what {@code localCode} means on {@code day}, looked for in the same order. */
  public Optional<CodeEntry> lookup(
      String valueSet, String source, String product, String localCode, LocalDate day) {
    return first(valueSet, source, product, localCode, code -> list -> list.on(code, day));
  }

  /** Returns the list of one owner (source, product or {@code default}) by local code. */
  public Map<String, CodeEntry> list(String valueSet, String owner) {
    return owned(valueSet, owner).latest();
  }

  private CodeList owned(String valueSet, String owner) {
    return lists.getOrDefault(valueSet + "/" + owner, CodeList.EMPTY);
  }

  private Optional<CodeEntry> first(
      String valueSet,
      String source,
      String product,
      String localCode,
      Function<String, Function<CodeList, Optional<CodeEntry>>> meaning) {
    if (localCode == null) {
      return Optional.empty();
    }
    Function<CodeList, Optional<CodeEntry>> sought = meaning.apply(localCode.strip());
    for (String owner : List.of(source, product, "default")) {
      Optional<CodeEntry> entry = sought.apply(owned(valueSet, owner));
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }
}
