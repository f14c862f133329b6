package org.yunhe.jobs.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.Faults;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.view.ViewCatalog;

/**
 * The models the core job works by.
 *
 * @param sources sources by name
 * @param views views of FHIR resources
 * @param mappings mapping files
 * @param codes code lists
 * @param contracts table contracts
 * @param rules quality rules of the contracts
 * @param fingerprint hash of all that decides what a source row becomes; a change calls for a full
 *     run
 */
record CoreModels(
    Map<String, SourceDefinition> sources,
    ViewCatalog views,
    MappingCatalog mappings,
    CodeCatalog codes,
    ContractCatalog contracts,
    RuleCatalog rules,
    String fingerprint) {
  private static final String LAYER = "core";

  /** Loads the models on the class path. */
  static CoreModels load() {
    Map<String, SourceDefinition> sources = new TreeMap<>();
    ViewCatalog views = ViewCatalog.load();
    SourceCatalog.load(views, Faults.FIRST)
        .sources()
        .forEach(source -> sources.put(source.source(), source));
    return of(sources, views, MappingCatalog.load());
  }

  /** Builds models of given sources and mappings with the codes and contracts of the class path. */
  static CoreModels of(
      Map<String, SourceDefinition> sources, ViewCatalog views, MappingCatalog mappings) {
    ContractCatalog contracts = ContractCatalog.load();
    CodeCatalog codes = CodeCatalog.load();
    RuleCatalog rules = RuleCatalog.of(contracts, codes, sources.values());
    return new CoreModels(
        sources,
        views,
        mappings,
        codes,
        contracts,
        rules,
        hash(sources, views, mappings, contracts, rules));
  }

  /** Returns the contracts of the core layer. */
  List<TableContract> targets() {
    return contracts.tables().stream().filter(table -> table.layer().equals(LAYER)).toList();
  }

  /** Returns the mappings that a source uses. */
  List<Mapping> mappings(SourceDefinition source) {
    return mappings.mappings(source.product());
  }

  private static String hash(
      Map<String, SourceDefinition> sources,
      ViewCatalog views,
      MappingCatalog mappings,
      ContractCatalog contracts,
      RuleCatalog rules) {
    Stream<Object> parts =
        Stream.of(
                sources.values().stream(),
                sources.values().stream()
                    .filter(SourceDefinition::isFhir)
                    .flatMap(source -> source.tables().keySet().stream())
                    .distinct()
                    .flatMap(type -> views.find(type).map(view -> view.json()).stream()),
                sources.values().stream()
                    .map(SourceDefinition::product)
                    .distinct()
                    .flatMap(product -> mappings.mappings(product).stream()),
                ModelResources.list("codes", ".csv").stream().map(ModelResources::read),
                contracts.tables().stream()
                    .filter(table -> table.layer().equals(LAYER))
                    .flatMap(table -> table.columns().stream())
                    .map(column -> column.name() + column.type() + column.required()),
                rules.rules().stream()
                    .filter(QualityRule::isFatal)
                    .map(rule -> rule.table() + rule.id() + rule.expression()))
            .flatMap(part -> part);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.map(Objects::toString).forEach(part -> update(digest, part));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
