package org.yunhe.models.code;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** All local code lists: {@code codes/<value-set>/<source, product or default>.csv}. */
public final class CodeCatalog implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> HEADER = List.of("local_code", "local_name", "code", "display");

  private final HashMap<String, HashMap<String, CodeEntry>> lists;

  private CodeCatalog(HashMap<String, HashMap<String, CodeEntry>> lists) {
    this.lists = lists;
  }

  /** Loads every code list on the class path. */
  public static CodeCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads every code list, as far as it can be read, and reports the faults line by line. */
  public static CodeCatalog load(Faults faults) {
    HashMap<String, HashMap<String, CodeEntry>> lists = new HashMap<>();
    for (String file : ModelResources.list("codes", ".csv")) {
      String[] parts = file.split("/", -1);
      if (parts.length != 3) {
        faults.report(
            bad(file + ":1: the file is not codes/<value-set>/<source>.csv", "move the file"));
        continue;
      }
      String owner = parts[2].substring(0, parts[2].length() - ".csv".length());
      faults
          .attempt(() -> parse(file, ModelResources.read(file), faults))
          .ifPresent(list -> lists.put(parts[1] + "/" + owner, list));
    }
    return new CodeCatalog(lists);
  }

  /**
   * Returns what {@code localCode} means: in the source's own list, else in its product's, else in
   * the default list of the value set.
   */
  public Optional<CodeEntry> lookup(
      String valueSet, String source, String product, String localCode) {
    if (localCode == null) {
      return Optional.empty();
    }
    String key = localCode.strip();
    for (String owner : List.of(source, product, "default")) {
      CodeEntry entry = list(valueSet, owner).get(key);
      if (entry != null) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** Returns the list of one owner (source, product or {@code default}) by local code. */
  public Map<String, CodeEntry> list(String valueSet, String owner) {
    Map<String, CodeEntry> list = lists.get(valueSet + "/" + owner);
    return list == null ? Map.of() : list;
  }

  private static HashMap<String, CodeEntry> parse(String file, String text, Faults faults) {
    List<List<String>> rows = Csv.parse(file, text);
    if (rows.isEmpty() || rows.get(0).size() < 4 || !rows.get(0).subList(0, 4).equals(HEADER)) {
      throw bad(
          file + ":1: the header must begin with " + String.join(",", HEADER),
          "correct the first line");
    }
    List<String> header = rows.get(0);
    HashMap<String, CodeEntry> entries = new LinkedHashMap<>();
    for (int line = 1; line < rows.size(); line++) {
      List<String> row = rows.get(line);
      String place = file + ":" + (line + 1) + ": ";
      if (row.size() != header.size()) {
        faults.report(
            bad(
                place + row.size() + " values for " + header.size() + " columns",
                "correct the line"));
        continue;
      }
      CodeEntry entry = entry(header, row);
      if (entries.put(entry.localCode(), entry) != null) {
        faults.report(bad(place + "code '" + entry.localCode() + "' stands twice", "remove one"));
      }
    }
    return entries;
  }

  private static CodeEntry entry(List<String> header, List<String> row) {
    HashMap<String, String> attributes = new HashMap<>();
    for (int column = 4; column < header.size(); column++) {
      attributes.put(header.get(column), row.get(column));
    }
    return new CodeEntry(row.get(0), row.get(1), row.get(2), row.get(3), attributes);
  }

  private static YunheException bad(String what, String remedy) {
    return new YunheException(ErrorCode.BAD_MODEL, what, remedy);
  }
}
