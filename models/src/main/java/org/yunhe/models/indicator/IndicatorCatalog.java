package org.yunhe.models.indicator;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** All indicators: {@code indicators/<family>/<code>.yaml} with the query beside it. */
public final class IndicatorCatalog {
  private static final String FOLDER = "indicators";
  private static final String YAML = ".yaml";
  private static final String SQL = ".sql";

  private final Map<String, Indicator> indicators;

  private IndicatorCatalog(Map<String, Indicator> indicators) {
    this.indicators = indicators;
  }

  /** Loads every indicator on the class path; a fault is an error that names file and line. */
  public static IndicatorCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads the indicators that can be read and reports the faults of the others. */
  public static IndicatorCatalog load(Faults faults) {
    Map<String, Indicator> indicators = new TreeMap<>();
    Set<String> queries = new HashSet<>(ModelResources.list(FOLDER, SQL));
    for (String file : ModelResources.list(FOLDER, YAML)) {
      String query = file.substring(0, file.length() - YAML.length()) + SQL;
      queries.remove(query);
      faults
          .attempt(() -> parse(file, ModelResources.read(file), ModelResources.read(query)))
          .ifPresent(
              indicator -> {
                if (indicators.put(indicator.code(), indicator) != null) {
                  faults.report(
                      bad(
                          file + ":1: " + indicator.code() + " stands in two families",
                          "remove one"));
                }
              });
    }
    for (String query : queries) {
      faults.report(bad(query + ":1: no YAML file stands beside it", "add it"));
    }
    return new IndicatorCatalog(indicators);
  }

  /** Reads one indicator from the texts of its files; {@code file} is the YAML file. */
  public static Indicator parse(String file, String yaml, String sql) {
    String query = file.substring(0, file.length() - YAML.length()) + SQL;
    return IndicatorReader.read(file, yaml, query, sql);
  }

  /** Returns all indicators, ordered by code. */
  public List<Indicator> indicators() {
    return List.copyOf(indicators.values());
  }

  /** Returns the indicator of that code, if there is one. */
  public Optional<Indicator> find(String code) {
    return Optional.ofNullable(indicators.get(code));
  }

  /** Complains where an indicator reads or names a table that has no contract. */
  public IndicatorCatalog check(ContractCatalog contracts) {
    for (Indicator indicator : indicators()) {
      Set<String> named = new HashSet<>(indicator.tables());
      named.add(indicator.recordTable());
      for (String table : named) {
        if (contracts.find(table).isEmpty()) {
          throw bad(
              indicator.file() + ":1: " + table + " has no contract",
              "correct the name or add the contract");
        }
      }
    }
    return this;
  }

  private static YunheException bad(String what, String remedy) {
    return new YunheException(ErrorCode.BAD_MODEL, what, remedy);
  }
}
