package org.yunhe.models.release;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.cohort.CohortCatalog;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.FileFaults;
import org.yunhe.models.yaml.YamlNode;

/**
 * Reads one release file to its end, holds it against the contracts of its tables, and reports
 * every fault in it.
 */
final class ReleaseReader {
  /** Below this no release is worth its name. */
  private static final int LEAST_K = 5;

  /** Columns every table of a release has beside the declared ones. */
  private static final Set<String> OWN = Set.of("release_version");

  private final ContractCatalog contracts;
  private final CohortCatalog cohorts;
  private final CodeCatalog codes;
  private final FileFaults faults;

  ReleaseReader(
      ContractCatalog contracts, CohortCatalog cohorts, CodeCatalog codes, Faults faults) {
    this.contracts = contracts;
    this.cohorts = cohorts;
    this.codes = codes;
    this.faults = new FileFaults(faults);
  }

  /** Reads a file; gives nothing where it is faulty. */
  Optional<ReleaseDefinition> read(String file, String text, String fingerprint) {
    return faults
        .attempt(() -> YamlNode.parse(file, text, ErrorCode.BAD_MODEL))
        .flatMap(root -> faults.unlessFaulty(definition(file, root, fingerprint)));
  }

  private ReleaseDefinition definition(String file, YamlNode root, String fingerprint) {
    root.onlyKeys(
        faults,
        "release",
        "version",
        "cohort",
        "purpose",
        "approved_by",
        "approved_on",
        "expires_on",
        "k",
        "max_suppressed_percent",
        "quasi_identifiers",
        "top_age",
        "min_age",
        "shift_days",
        "sensitive_codes",
        "without_sources",
        "events",
        "tables");
    return new ReleaseDefinition(
        faults.read(() -> name(file, root.get("release"))),
        faults.read(() -> root.get("version").text()),
        faults.read(() -> cohort(root.get("cohort"))),
        faults.read(() -> root.get("purpose").get("en").text()),
        faults.read(() -> root.get("purpose").get("zh").text()),
        faults.read(() -> root.get("approved_by").text()),
        faults.read(() -> date(root.get("approved_on"))),
        faults.read(() -> date(root.get("expires_on"))),
        faults.read(LEAST_K, () -> atLeast(root.get("k"), LEAST_K)),
        faults.read(0, () -> root.integer("max_suppressed_percent", 10)) / 100.0,
        list(root, "quasi_identifiers", this::quasi),
        faults.read(0, () -> root.integer("top_age", 90)),
        faults.read(0, () -> root.integer("min_age", 14)),
        faults.read(1, () -> atLeast(root.get("shift_days"), 1)),
        faults.read(() -> sensitive(root.get("sensitive_codes"))),
        faults.read(List.of(), () -> root.texts("without_sources")),
        list(root, "events", ReleaseReader::scope),
        list(root, "tables", this::table),
        fingerprint);
  }

  private <T> List<T> list(YamlNode root, String key, Function<YamlNode, T> read) {
    return faults.read(List.of(), () -> root.get(key).items(faults, read));
  }

  private static String name(String file, YamlNode name) {
    if (!file.endsWith("/" + name.text() + ".yaml")) {
      throw name.error("the file declares '" + name.text() + "'", "name both the same");
    }
    return name.text();
  }

  private String cohort(YamlNode cohort) {
    if (cohorts.find(cohort.text()).isEmpty()) {
      throw cohort.error("there is no cohort '" + cohort.text() + "'", "add its file");
    }
    return cohort.text();
  }

  private String sensitive(YamlNode node) {
    if (codes.list(node.text(), "default").isEmpty()) {
      throw node.error(
          "there is no value set '" + node.text() + "'",
          "add codes/" + node.text() + "/default.csv");
    }
    return node.text();
  }

  private QuasiIdentifier quasi(YamlNode node) {
    node.onlyKeys("of", "levels");
    QuasiIdentifier.Kind kind = constant(QuasiIdentifier.Kind.values(), node.get("of"));
    List<QuasiIdentifier.Level> levels = new ArrayList<>();
    node.get("levels")
        .fields()
        .forEach(
            (level, cost) ->
                faults.attempt(() -> level(kind, node, level, cost)).ifPresent(levels::add));
    return new QuasiIdentifier(kind, List.copyOf(levels));
  }

  private static QuasiIdentifier.Level level(
      QuasiIdentifier.Kind kind, YamlNode node, String level, YamlNode cost) {
    if (!level.equals(QuasiIdentifier.ANY) && !kind.knows(level)) {
      throw cost.error(
          "'" + level + "' is no level of " + node.get("of").text(), "see docs/research.md");
    }
    return new QuasiIdentifier.Level(level, cost.integer());
  }

  private static EventScope scope(YamlNode node) {
    node.onlyKeys("domain", "prefixes", "lengths");
    return new EventScope(
        node.get("domain").text(),
        node.texts("prefixes"),
        node.find("lengths")
            .map(list -> list.items().stream().map(YamlNode::integer).toList())
            .orElse(List.of()));
  }

  private ReleaseTable table(YamlNode node) {
    node.onlyKeys("table", "rows", "columns");
    YamlNode name = node.get("table");
    ReleaseRows rows = constant(ReleaseRows.values(), node.get("rows"));
    List<ReleaseTable.Column> columns = new ArrayList<>();
    Map<String, YamlNode> declared = node.get("columns").fields();
    declared.forEach(
        (column, made) -> faults.attempt(() -> column(column, made, rows)).ifPresent(columns::add));
    if (!name.text().startsWith("research.")) {
      throw name.error("a release goes into the layer research", "rename the table");
    }
    TableContract contract =
        contracts
            .find(name.text())
            .orElseThrow(
                () -> name.error("no contract declares " + name.text(), "add its contract"));
    checkAgainst(contract, declared.keySet(), name);
    return new ReleaseTable(name.text(), rows, List.copyOf(columns));
  }

  private static ReleaseTable.Column column(String name, YamlNode node, ReleaseRows rows) {
    node.onlyKeys("method", "of", "when");
    YamlNode of = node.find("of").orElse(node.get("method"));
    String source = node.text("of", name);
    Method allowed = rows.columns().get(source);
    if (allowed == null) {
      throw of.error(
          "'" + source + "' cannot be released",
          "use one of " + new TreeSet<>(rows.columns().keySet()));
    }
    Method method = constant(Method.values(), node.get("method"));
    if (method != allowed) {
      throw node.get("method")
          .error(
              "'" + source + "' cannot be released by this method",
              "write " + allowed.name().toLowerCase(Locale.ROOT));
    }
    return new ReleaseTable.Column(name, source, method, node.text("when", null));
  }

  private static void checkAgainst(TableContract contract, Set<String> columns, YamlNode place) {
    Set<String> declared = new TreeSet<>(OWN);
    declared.addAll(columns);
    Set<String> contracted = new TreeSet<>();
    for (ColumnContract column : contract.columns()) {
      contracted.add(column.name());
      if (column.level().compareTo("L3") > 0) {
        throw place.error(
            contract.file() + " has " + column.name() + " at " + column.level(),
            "nothing above L3 is released");
      }
    }
    if (!declared.equals(contracted)) {
      throw place.error(
          "the columns are " + declared + ", those of the contract " + contracted,
          "make them equal");
    }
  }

  private static int atLeast(YamlNode node, int least) {
    if (node.integer() < least) {
      throw node.error("the number must be at least " + least, "raise it");
    }
    return node.integer();
  }

  private static LocalDate date(YamlNode node) {
    try {
      return LocalDate.parse(node.text());
    } catch (DateTimeException e) {
      throw node.error("'" + node.text() + "' is no date", "write YYYY-MM-DD");
    }
  }

  private static <E extends Enum<E>> E constant(E[] constants, YamlNode node) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(node.text())) {
        return constant;
      }
    }
    throw node.error(
        "'" + node.text() + "' is not known",
        "use one of " + List.of(constants).toString().toLowerCase(Locale.ROOT));
  }
}
