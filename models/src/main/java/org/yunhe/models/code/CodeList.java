package org.yunhe.models.code;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codes of one owner: what each means now, and what those with periods meant before. */
final class CodeList implements Serializable {
  private static final long serialVersionUID = 1L;
  static final CodeList EMPTY = new CodeList();

  private final LinkedHashMap<String, CodeEntry> latest = new LinkedHashMap<>();
  private final HashMap<String, ArrayList<CodeEntry>> periods = new HashMap<>();

  /** Adds an entry; returns whether none of the same code overlaps it. */
  boolean add(CodeEntry entry) {
    List<CodeEntry> known = periods.computeIfAbsent(entry.localCode(), code -> new ArrayList<>(1));
    if (known.stream().anyMatch(entry::overlaps)) {
      return false;
    }
    known.add(entry);
    latest.merge(entry.localCode(), entry, (old, added) -> added.isAfter(old) ? added : old);
    return true;
  }

  /** Returns the latest meaning of each code, in the order of the file. */
  Map<String, CodeEntry> latest() {
    return Collections.unmodifiableMap(latest);
  }

  /** Returns what a code means on a day. */
  Optional<CodeEntry> on(String code, LocalDate day) {
    return periods.getOrDefault(code, new ArrayList<>()).stream()
        .filter(entry -> entry.isValidOn(day))
        .findFirst();
  }
}
