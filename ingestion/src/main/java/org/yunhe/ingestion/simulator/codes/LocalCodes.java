package org.yunhe.ingestion.simulator.codes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;

/**
 * The code lists of one source the other way round: from a standard code to what the hospital
 * writes. Lists are looked up as the mappings do: source, product, default.
 */
public final class LocalCodes {

  private final CodeCatalog catalog;
  private final List<String> owners;
  private final Map<String, Map<String, List<CodeEntry>>> byStandard = new HashMap<>();
  private final Map<String, java.util.Set<String>> offered = new HashMap<>();
  private final Map<String, StockedDrug> drugs = new HashMap<>();
  private final Map<String, LocalLabItem> labItems = new HashMap<>();

  /** Codes of a source of a product. */
  public LocalCodes(CodeCatalog catalog, String source, String product) {
    this.catalog = catalog;
    this.owners = List.of(source, product, "default");
  }

  /** The first local entry of a standard code, or null where no list has it. */
  public CodeEntry entry(String valueSet, String standard) {
    List<CodeEntry> entries = entries(valueSet, standard);
    return entries.isEmpty() ? null : entries.get(0);
  }

  /** The local code of a standard code, or the standard code itself where no list has it. */
  public String code(String valueSet, String standard) {
    CodeEntry entry = entry(valueSet, standard);
    return entry == null ? standard : entry.localCode();
  }

  /** Every local entry of a standard code: those of the most specific list that has any. */
  public List<CodeEntry> entries(String valueSet, String standard) {
    return byStandard.computeIfAbsent(valueSet, this::index).getOrDefault(standard, List.of());
  }

  /** Whether the source's own list (not the default one) has the standard code. */
  public boolean offers(String valueSet, String standard) {
    return offered
        .computeIfAbsent(
            valueSet,
            v -> own(v).stream().map(CodeEntry::code).collect(java.util.stream.Collectors.toSet()))
        .contains(standard);
  }

  /** Entries of the source's own list. */
  public Collection<CodeEntry> own(String valueSet) {
    return catalog.list(valueSet, owners.get(0)).values();
  }

  /** The hospital's stock of a medicine: by ATC code and name, else by ATC code; or null. */
  public StockedDrug stocked(String atc, String name, String route) {
    return drugs.computeIfAbsent(atc + "|" + name + "|" + route, k -> find(atc, name, route));
  }

  /** The hospital's laboratory item of a LOINC code, or null where it does not offer it. */
  public LocalLabItem labItem(String loinc) {
    return labItems.computeIfAbsent(
        loinc,
        code -> {
          CodeEntry entry = entry("lab-item", code);
          return entry == null ? null : LocalLabItem.of(entry);
        });
  }

  private StockedDrug find(String atc, String name, String route) {
    List<CodeEntry> same = entries("drug", atc);
    CodeEntry best =
        same.stream()
            .filter(e -> e.display().equals(name))
            .findFirst()
            .or(() -> same.stream().filter(e -> route.equals(e.attribute("route"))).findFirst())
            .or(() -> atc.isEmpty() ? java.util.Optional.empty() : same.stream().findFirst())
            .orElse(null);
    return best == null ? null : StockedDrug.of(best);
  }

  private Map<String, List<CodeEntry>> index(String valueSet) {
    Map<String, List<CodeEntry>> index = new HashMap<>();
    for (String owner : owners) {
      Map<String, List<CodeEntry>> list = new HashMap<>();
      for (CodeEntry entry : catalog.list(valueSet, owner).values()) {
        list.computeIfAbsent(entry.code(), c -> new ArrayList<>()).add(entry);
      }
      list.forEach(index::putIfAbsent);
    }
    return index;
  }
}
