package org.yunhe.models.check;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.care.CareReader;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.ValueSets;
import org.yunhe.models.cohort.CohortCatalog;
import org.yunhe.models.contract.Baseline;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.indicator.IndicatorCatalog;
import org.yunhe.models.mart.MartCatalog;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.referral.TimeLimits;
import org.yunhe.models.release.ReleaseCatalog;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.view.ViewCatalog;

/** Reads every model file, holds them against each other, and gathers all that is wrong. */
public final class ModelCheck {
  private final Gathered faults = new Gathered();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  private ModelCheck() {}

  /**
   * What a check found.
   *
   * @param faults every fault, in the order of the kinds of file
   * @param counts how many files or entries of each kind there are
   */
  public record Report(List<YunheException> faults, Map<String, Integer> counts) {}

  /** Checks the model files on the class path; {@code policies} is an own policy file, or null. */
  public static Report run(Path policies) {
    ModelCheck check = new ModelCheck();
    check.all(policies);
    return new Report(check.faults.all(), check.counts);
  }

  private void all(Path policies) {
    ContractCatalog contracts = ContractCatalog.load(faults);
    ViewCatalog views = ViewCatalog.load(faults);
    SourceCatalog sources = SourceCatalog.load(views, faults);
    CodeCatalog codes = CodeCatalog.load(faults);
    count("value sets", ValueSets.load(faults).all().size());
    MappingCatalog mappings = MappingCatalog.load(faults);
    count("contracts", contracts.tables().size());
    contracts.tables().forEach(table -> faults.check(() -> CareReader.read(table)));
    count("sources", sources.sources().size());
    count("views", ModelResources.list("views", ".json").size());
    count("mappings", ModelResources.list("mappings", ".sql").size());
    count("code lists", ModelResources.list("codes", ".csv").size());
    faults.check(
        () -> new BreakingChanges(Baseline.load(), faults).check(contracts, unreadable(contracts)));
    new MappingCheck(contracts, mappings, codes, faults).check(sources);
    unusedProducts(mappings, sources);
    queries(contracts);
    count("rules", RuleCatalog.of(contracts, codes, sources.sources(), faults).rules().size());
    definitions(contracts, codes);
    AccessPolicy.load(policies, faults).ifPresent(policy -> policy.check(contracts, codes, faults));
  }

  private void queries(ContractCatalog contracts) {
    MartCatalog marts = faults.attempt(() -> MartCatalog.load(faults)).orElse(null);
    if (marts == null) {
      return;
    }
    SqlCheck sql = new SqlCheck(contracts, marts, faults);
    marts.queries().forEach(sql::mart);
    contracts.tables().stream().filter(TableContract::view).forEach(sql::view);
    IndicatorCatalog indicators = IndicatorCatalog.load(faults);
    faults.check(() -> indicators.check(contracts));
    indicators.indicators().forEach(sql::indicator);
    ModelResources.list("roads", ".sql").forEach(sql::road);
    count("indicators", indicators.indicators().size());
    count("mart queries", marts.queries().size());
  }

  private void definitions(ContractCatalog contracts, CodeCatalog codes) {
    CohortCatalog cohorts = CohortCatalog.load(faults);
    count("cohorts", cohorts.cohorts().size());
    count("releases", ReleaseCatalog.load(contracts, cohorts, codes, faults).releases().size());
    count("time limits", TimeLimits.load(faults).all().size());
  }

  private void unusedProducts(MappingCatalog mappings, SourceCatalog sources) {
    Set<String> used = new HashSet<>();
    sources.sources().forEach(source -> used.add(source.product()));
    for (String product : mappings.products()) {
      if (!used.contains(product) && sources.sources().size() == declaredSources()) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_MODEL,
                mappings.mappings(product).get(0).file() + ":1: no source uses " + product,
                "name the folder like a source or its product"));
      }
    }
  }

  private static int declaredSources() {
    return ModelResources.list("sources", ".yaml").size();
  }

  /** Tables whose contract is there and cannot be read: they are not gone. */
  private static Set<String> unreadable(ContractCatalog contracts) {
    Set<String> names = new HashSet<>();
    for (String file : ModelResources.list("tables", ".odcs.yaml")) {
      String[] parts = file.replace(".odcs.yaml", "").split("/", -1);
      if (parts.length == 3 && contracts.find(parts[1] + "." + parts[2]).isEmpty()) {
        names.add(parts[1] + "." + parts[2]);
      }
    }
    return names;
  }

  private void count(String kind, int number) {
    counts.put(kind, number);
  }
}
