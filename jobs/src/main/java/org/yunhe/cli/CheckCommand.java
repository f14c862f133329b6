package org.yunhe.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.cohort.CohortCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.indicator.IndicatorCatalog;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.release.ReleaseCatalog;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import picocli.CommandLine.Command;

/**
 * Validates contracts, sources, mappings, code lists, indicators, cohorts, releases, connectors and
 * access policies, offline.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Validates every contract, source, mapping, code list, indicator, cohort, release, rule, connector"
            + " and access policy, offline.")
final class CheckCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    ContractCatalog contracts = ContractCatalog.load();
    List<SourceDefinition> sources = SourceCatalog.load().sources();
    MappingCatalog mappings = MappingCatalog.load();
    CodeCatalog codes = CodeCatalog.load();
    int indicators = IndicatorCatalog.load().check(contracts).indicators().size();
    int cohorts = CohortCatalog.load().cohorts().size();
    int releases = ReleaseCatalog.load().releases().size();
    int rules = RuleCatalog.load(contracts, codes).rules().size();
    Set<String> files = new HashSet<>();
    for (SourceDefinition source : sources) {
      for (Mapping mapping : mappings.mappings(source.product())) {
        if (contracts.find(mapping.target()).isEmpty()) {
          throw new YunheException(
              ErrorCode.BAD_MODEL,
              mapping.file() + " fills " + mapping.target() + ", which has no contract",
              "rename the file or add the contract");
        }
        files.add(mapping.file());
      }
    }
    RowMapper.load(sources, mappings, contracts, codes);
    AccessPolicy.load(YunheConfig.load().governance().policies()).check(contracts, codes);
    List<Connectors.Connector> connectors = new Connectors(YunheConfig.load()).read();
    for (SourceDefinition source : sources) {
      if (connectors.stream().noneMatch(connector -> connector.name().equals(source.source()))) {
        throw new YunheException(
            ErrorCode.BAD_CONNECTOR,
            "source " + source.source() + " has no connector",
            "add ingestion/src/main/resources/connectors/" + source.source() + ".json");
      }
    }
    System.out.printf(
        "%d contracts, %d sources, %d mappings, %d indicators, %d cohorts, %d releases, %d rules,"
            + " %d connectors: all valid%n",
        contracts.tables().size(),
        sources.size(),
        files.size(),
        indicators,
        cohorts,
        releases,
        rules,
        connectors.size());
    System.out.println(SupersetPart.check(YunheConfig.load()) + ": all valid");
    return 0;
  }
}
