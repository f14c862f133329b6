package org.yunhe.models.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** All table contracts, the only source of what tables the lake has. */
public final class ContractCatalog {
  private static final String FOLDER = "tables";
  private static final Pattern RULE_FILE =
      Pattern.compile(FOLDER + "/([^/]+)/([^/]+)[.]rules/[^/]+[.]yaml");

  private final Map<String, TableContract> tables;

  private ContractCatalog(Map<String, TableContract> tables) {
    this.tables = tables;
  }

  /** Loads every contract on the class path and checks that foreign keys have a target. */
  public static ContractCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads every contract, as far as it can be read, and reports the faults. */
  public static ContractCatalog load(Faults faults) {
    Map<String, List<RuleContract>> rules = ruleFiles(faults);
    List<TableContract> contracts = new ArrayList<>();
    for (String file : ModelResources.list(FOLDER, ".odcs.yaml")) {
      faults
          .attempt(() -> ContractReader.read(file, ModelResources.read(file), faults))
          .ifPresent(
              contract -> {
                List<RuleContract> further = rules.remove(contract.fullName());
                contracts.add(further == null ? contract : contract.withRules(further));
              });
    }
    rules.forEach(
        (table, files) ->
            faults.report(
                new YunheException(
                    ErrorCode.BAD_MODEL,
                    files.get(0).file() + ": " + table + " is declared by no contract",
                    "move the rule beside the contract of its table")));
    return of(contracts, faults);
  }

  /**
   * The rules in files of their own, {@code tables/<layer>/<table>.rules/<rule>.yaml}, by table.
   */
  private static Map<String, List<RuleContract>> ruleFiles(Faults faults) {
    Map<String, List<RuleContract>> rules = new LinkedHashMap<>();
    for (String file : ModelResources.list(FOLDER, ".yaml")) {
      Matcher place = RULE_FILE.matcher(file);
      if (place.matches()) {
        faults
            .attempt(() -> RuleReader.readFile(file, ModelResources.read(file)))
            .ifPresent(
                rule ->
                    rules
                        .computeIfAbsent(
                            place.group(1) + "." + place.group(2), table -> new ArrayList<>())
                        .add(rule));
      }
    }
    return rules;
  }

  /** Builds a catalog from given contracts, with the same checks. */
  public static ContractCatalog of(Collection<TableContract> contracts) {
    return of(contracts, Faults.FIRST);
  }

  private static ContractCatalog of(Collection<TableContract> contracts, Faults faults) {
    Map<String, TableContract> tables = new LinkedHashMap<>();
    for (TableContract contract : contracts) {
      faults.check(() -> checkPlace(contract));
      TableContract other = tables.putIfAbsent(contract.fullName(), contract);
      if (other != null) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_MODEL,
                contract.file()
                    + ":1: "
                    + other.file()
                    + " declares "
                    + contract.fullName()
                    + " too",
                "keep one"));
      }
    }
    ContractCatalog catalog = new ContractCatalog(tables);
    contracts.forEach(contract -> catalog.checkReferences(contract, faults));
    contracts.forEach(contract -> catalog.checkProvenance(contract, faults));
    return catalog;
  }

  /** Reads one contract from its text; {@code file} is named in complaints. */
  public static TableContract parse(String file, String text) {
    return ContractReader.read(file, text, Faults.FIRST);
  }

  /** Returns all contracts, ordered by layer and name. */
  public List<TableContract> tables() {
    return List.copyOf(tables.values());
  }

  /** Returns the contract of {@code fullName}, such as {@code core.patient}. */
  public TableContract table(String fullName) {
    return find(fullName)
        .orElseThrow(
            () ->
                new YunheException(
                    ErrorCode.BAD_MODEL,
                    "no contract declares the table " + fullName,
                    "add tables/" + fullName.replace('.', '/') + ".odcs.yaml"));
  }

  /** Returns the contract of {@code fullName}, if there is one. */
  public Optional<TableContract> find(String fullName) {
    return Optional.ofNullable(tables.get(fullName));
  }

  private static void checkPlace(TableContract contract) {
    String expected = FOLDER + "/" + contract.layer() + "/" + contract.name() + ".odcs.yaml";
    if (contract.file().startsWith(FOLDER + "/") && !contract.file().equals(expected)) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          contract.file() + ":1: the file declares " + contract.fullName(),
          "move it to " + expected);
    }
  }

  private void checkReferences(TableContract contract, Faults faults) {
    for (ColumnContract column : contract.columns()) {
      if (column.references() != null && !declares(column.references())) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_MODEL,
                column.place()
                    + ": "
                    + column.name()
                    + " refers to "
                    + column.references()
                    + ", which no contract declares",
                "correct the relationship or add the table"));
      }
    }
  }

  private boolean declares(String reference) {
    int dot = reference.lastIndexOf('.');
    return dot > 0
        && find(reference.substring(0, dot))
            .flatMap(target -> target.column(reference.substring(dot + 1)))
            .isPresent();
  }

  private void checkProvenance(TableContract contract, Faults faults) {
    if (contract.provenance() == null) {
      return;
    }
    for (String feeding : contract.provenance().from()) {
      if (find(feeding).isEmpty()) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_MODEL,
                contract.provenance().place()
                    + ": the table is made of "
                    + feeding
                    + ", which no contract declares",
                "correct 'from' of its provenance or add the table"));
      }
    }
  }
}
