package org.yunhe.models.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** Gathers faults; one that was told already is not told again. */
final class Gathered implements Faults {
  private final Map<String, YunheException> faults = new LinkedHashMap<>();

  @Override
  public void report(YunheException fault) {
    faults.putIfAbsent(fault.getMessage(), fault);
  }

  List<YunheException> all() {
    return List.copyOf(faults.values());
  }
}
