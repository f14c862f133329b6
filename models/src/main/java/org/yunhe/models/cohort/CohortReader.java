package org.yunhe.models.cohort;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.FileFaults;
import org.yunhe.models.yaml.YamlNode;

/** Reads one cohort file to its end, and reports every fault in it. */
final class CohortReader {
  private static final List<String> LEVELS = List.of("L2", "L3", "L4", "L5");
  private static final int GRACE_DAYS = 365;

  private final Map<String, CodeList> codeLists;
  private final FileFaults faults;
  private final Map<String, CodeList> used = new TreeMap<>();

  CohortReader(Map<String, CodeList> codeLists, Faults faults) {
    this.codeLists = codeLists;
    this.faults = new FileFaults(faults);
  }

  /** Reads a file; gives nothing where it is faulty. */
  Optional<CohortDefinition> read(
      String file, String text, Function<List<CodeList>, String> fingerprint) {
    return faults
        .attempt(() -> YamlNode.parse(file, text, ErrorCode.BAD_MODEL))
        .flatMap(root -> faults.unlessFaulty(definition(file, root, fingerprint)));
  }

  private CohortDefinition definition(
      String file, YamlNode root, Function<List<CodeList>, String> fingerprint) {
    root.onlyKeys(
        faults,
        "cohort",
        "version",
        "name",
        "description",
        "index_rule",
        "entry",
        "prior_observation_days",
        "washout_days",
        "inclusion",
        "exclusion",
        "exit",
        "observation_grace_days",
        "collapse_gap_days",
        "sensitivity_level",
        "validation",
        "author",
        "reviewed_by",
        "sources",
        "outcomes");
    faults.check(() -> checkIndexRule(root));
    String name = faults.read(() -> name(file, root.get("cohort")));
    List<EntryPath> entry = faults.read(List.of(), () -> entry(root));
    List<PersonRule> inclusion = list(root, "inclusion", this::rule);
    List<PersonRule> exclusion = list(root, "exclusion", this::rule);
    List<Outcome> outcomes = list(root, "outcomes", this::outcome);
    List<CodeList> lists = List.copyOf(used.values());
    return new CohortDefinition(
        name,
        faults.read(() -> root.get("version").text()),
        faults.read(() -> root.get("name").get("en").text()),
        faults.read(() -> root.get("name").get("zh").text()),
        faults.read(() -> root.get("description").get("en").text()),
        faults.read(() -> root.get("description").get("zh").text()),
        lists,
        entry,
        faults.read(0, () -> notNegative(root, "prior_observation_days")),
        faults.read(0, () -> notNegative(root, "washout_days")),
        inclusion,
        exclusion,
        faults.read(() -> exit(root.get("exit"))),
        faults.read(0, () -> root.integer("observation_grace_days", GRACE_DAYS)),
        faults.read(() -> oneOf(root.get("sensitivity_level"), LEVELS)),
        faults.read(() -> validation(root.get("validation"))),
        faults.read(() -> root.get("author").text()),
        faults.read(() -> root.get("reviewed_by").text()),
        faults.read(List.of(), () -> sources(root)),
        outcomes,
        fingerprint.apply(lists));
  }

  private static String name(String file, YamlNode name) {
    if (!file.endsWith("/" + name.text() + ".yaml")) {
      throw name.error("the file declares '" + name.text() + "'", "name both the same");
    }
    return name.text();
  }

  private List<EntryPath> entry(YamlNode root) {
    if (root.get("entry").items().isEmpty()) {
      throw root.get("entry").error("no way to qualify is given", "add a path");
    }
    return list(root, "entry", this::path);
  }

  private static void checkIndexRule(YamlNode root) {
    oneOf(root.get("index_rule"), List.of("EARLIEST"));
    if (root.integer("collapse_gap_days", 0) != 0) {
      throw root.get("collapse_gap_days")
          .error("EARLIEST gives a person one period, so there is nothing to collapse", "write 0");
    }
  }

  private static List<String> sources(YamlNode root) {
    List<String> sources = root.texts("sources");
    if (sources.isEmpty()) {
      throw root.error("no source is given", "say where the definition comes from, with its mark");
    }
    return sources;
  }

  private EntryPath path(YamlNode node) {
    node.onlyKeys("path", "all", "within_days");
    if (isEmpty(node, "all")) {
      throw node.error("no criterion is given", "list at least one below 'all'");
    }
    List<Criterion> all = list(node, "all", this::criterion);
    return new EntryPath(node.get("path").text(), all, optionalDays(node, "within_days"));
  }

  private Criterion criterion(YamlNode node) {
    node.onlyKeys("events", "min_count", "min_gap_days", "within_days", "of", "ignore");
    if (isEmpty(node, "events")) {
      throw node.error("no event is given", "list at least one below 'events'");
    }
    List<EventFilter> events = list(node, "events", this::filter);
    int minCount = node.integer("min_count", 1);
    Integer of = optionalDays(node, "of");
    if (minCount < 1 || (of != null && of < minCount)) {
      throw node.error("min_count must be at least 1 and not more than 'of'", "correct it");
    }
    return new Criterion(
        events,
        minCount,
        notNegative(node, "min_gap_days"),
        optionalDays(node, "within_days"),
        of,
        list(node, "ignore", this::ignore));
  }

  private Ignore ignore(YamlNode node) {
    node.onlyKeys("near", "days");
    return new Ignore(filter(node.get("near")), node.get("days").integer());
  }

  private EventFilter filter(YamlNode node) {
    node.onlyKeys("domain", "codes", "text", "derive", "value", "settings", "not_settings");
    YamlNode domain = node.get("domain");
    List<CodeList> codes = list(node, "codes", this::codeList);
    if (isEmpty(node, "codes")
        && !domain.text().equals("encounter")
        && node.find("text").isEmpty()) {
      throw node.error("neither codes nor text are given", "name a code list");
    }
    return new EventFilter(
        constant(Domain.class, domain),
        codes,
        node.text("text", null),
        node.find("derive").map(name -> constant(Derivation.class, name)).orElse(null),
        node.find("value").map(CohortReader::value).orElse(null),
        node.texts("settings"),
        node.texts("not_settings"));
  }

  private CodeList codeList(YamlNode node) {
    CodeList list = codeLists.get(node.text());
    if (list == null) {
      throw node.error(
          "there is no code list '" + node.text() + "'",
          "add cohorts/codelists/"
              + node.text()
              + ".yaml and .csv, or use one of "
              + codeLists.keySet());
    }
    used.put(list.name(), list);
    return list;
  }

  private static ValueCondition value(YamlNode node) {
    node.onlyKeys("at_least", "above", "at_most", "below", "unit");
    ValueCondition value =
        new ValueCondition(
            number(node, "at_least"),
            number(node, "above"),
            number(node, "at_most"),
            number(node, "below"),
            node.get("unit").text());
    if (value.atLeast() == null
        && value.above() == null
        && value.atMost() == null
        && value.below() == null) {
      throw node.error("no bound is given", "add at_least, above, at_most or below");
    }
    return value;
  }

  private PersonRule rule(YamlNode node) {
    node.onlyKeys("name", "min_age", "max_age", "sex", "all", "none", "from_days", "to_days");
    PersonRule rule =
        new PersonRule(
            node.get("name").text(),
            optional(node, "min_age"),
            optional(node, "max_age"),
            node.texts("sex"),
            list(node, "all", this::criterion),
            list(node, "none", this::criterion),
            optional(node, "from_days"),
            optional(node, "to_days"));
    if (node.fields().size() < 2) {
      throw node.error("the rule asks for nothing", "add an age, a sex, 'all' or 'none'");
    }
    return rule;
  }

  private static Exit exit(YamlNode node) {
    node.onlyKeys("rule", "days");
    Exit.Rule rule = constant(Exit.Rule.class, node.get("rule"));
    return new Exit(rule, rule == Exit.Rule.FIXED_DAYS ? node.get("days").integer() : 0);
  }

  private static Validation validation(YamlNode node) {
    node.onlyKeys("ppv", "n", "method", "date");
    return new Validation(
        number(node, "ppv"),
        optional(node, "n"),
        node.get("method").text(),
        node.text("date", null));
  }

  private Outcome outcome(YamlNode node) {
    node.onlyKeys("outcome", "name", "stages");
    return new Outcome(
        node.get("outcome").text(),
        node.get("name").get("en").text(),
        node.get("name").get("zh").text(),
        list(node, "stages", this::stage));
  }

  private Outcome.Stage stage(YamlNode node) {
    node.onlyKeys("stage", "any");
    YamlNode name = node.get("stage");
    if (name.text().equals(OutcomeEvent.NONE)) {
      throw name.error("'none' is the name of having reached no stage", "use another name");
    }
    if (isEmpty(node, "any")) {
      throw node.error("no way to reach the stage is given", "add a path below 'any'");
    }
    List<EntryPath> any = list(node, "any", this::path);
    return new Outcome.Stage(name.text(), any);
  }

  private <T> List<T> list(YamlNode node, String key, Function<YamlNode, T> read) {
    return node.find(key).map(found -> found.items(faults, read)).orElse(List.of());
  }

  private static boolean isEmpty(YamlNode node, String key) {
    return node.find(key).map(found -> found.items().isEmpty()).orElse(true);
  }

  private static int notNegative(YamlNode node, String key) {
    int days = node.integer(key, 0);
    if (days < 0) {
      throw node.get(key).error("the number must not be negative", "write 0 or more");
    }
    return days;
  }

  private static Integer optionalDays(YamlNode node, String key) {
    return node.find(key).isPresent() ? (Integer) notNegative(node, key) : null;
  }

  private static Integer optional(YamlNode node, String key) {
    return node.find(key).map(YamlNode::integer).orElse(null);
  }

  private static Double number(YamlNode node, String key) {
    return node.find(key)
        .map(
            value -> {
              try {
                return Double.valueOf(value.text());
              } catch (NumberFormatException e) {
                throw value.error("'" + value.text() + "' is no number", "write a number");
              }
            })
        .orElse(null);
  }

  private static String oneOf(YamlNode node, List<String> allowed) {
    if (!allowed.contains(node.text())) {
      throw node.error("'" + node.text() + "' is not known", "use one of " + allowed);
    }
    return node.text();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, YamlNode node) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(node.text())) {
        return constant;
      }
    }
    throw node.error(
        "'" + node.text() + "' is not known",
        "use one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
  }
}
