package org.yunhe.models.indicator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.yaml.YamlNode;

/** Reads the two files of one indicator. */
final class IndicatorReader {
  private static final Set<String> KEYS =
      Set.of(
          "indicator",
          "version",
          "name",
          "definition",
          "numerator",
          "denominator",
          "exclusions",
          "direction",
          "unit",
          "factor",
          "decimals",
          "small_sample",
          "follow_up_days",
          "records",
          "institutions",
          "departments",
          "parameters",
          "source");
  private static final Set<String> EVIDENCE = Set.of("V", "V2", "S", "M", "D");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern TABLE = Pattern.compile("core\\.[a-z0-9_]+");
  private static final int MOST_DECIMALS = 4;
  private static final int FINGERPRINT_BYTES = 8;

  private IndicatorReader() {}

  /** Reads {@code indicators/<family>/<code>.yaml} and its query. */
  static Indicator read(String file, String text, String sqlFile, String sql) {
    YamlNode root = YamlNode.parse(file, text, ErrorCode.BAD_MODEL);
    checkKeys(root);
    String[] parts = file.split("/", -1);
    YamlNode code = root.get("indicator");
    if (parts.length != 3 || !parts[2].equals(code.text() + ".yaml")) {
      throw code.error(
          "the file declares '" + code.text() + "'",
          "name it indicators/<family>/" + code.text() + ".yaml");
    }
    Optional<LocalizedText> denominator = root.find("denominator").map(LocalizedText::read);
    String query = IndicatorQuery.fill(sqlFile, sql, parameters(root));
    IndicatorQuery.checkColumns(sqlFile, query, denominator.isEmpty());
    YamlNode source = root.get("source");
    return new Indicator(
        code.text(),
        parts[1],
        matching(root.get("version"), VERSION, "1.0.0"),
        LocalizedText.read(root.get("name")),
        LocalizedText.read(root.get("definition")),
        LocalizedText.read(root.get("numerator")),
        denominator,
        root.get("exclusions").items().stream().map(LocalizedText::read).toList(),
        direction(root.get("direction")),
        LocalizedText.read(root.get("unit")),
        atLeast(root, "factor", 1, 1),
        decimals(root),
        atLeast(root, "small_sample", 0, 0),
        atLeast(root, "follow_up_days", 0, 0),
        matching(root.get("records"), TABLE, "core.encounter"),
        institutions(root.get("institutions")),
        root.flag("departments", true),
        source.get("text").text(),
        evidence(source.get("evidence")),
        query,
        IndicatorQuery.tables(sqlFile, query),
        fingerprint(text + "\n" + sql),
        sqlFile);
  }

  private static void checkKeys(YamlNode root) {
    root.fields()
        .forEach(
            (key, node) -> {
              if (!KEYS.contains(key)) {
                throw node.error("'" + key + "' is not known", "use one of " + sorted(KEYS));
              }
            });
  }

  private static Map<String, String> parameters(YamlNode root) {
    Map<String, String> parameters = new LinkedHashMap<>();
    root.find("parameters")
        .map(YamlNode::fields)
        .orElse(Map.of())
        .forEach((name, node) -> parameters.put(name, matching(node, PARAMETER, "30")));
    return parameters;
  }

  private static Direction direction(YamlNode node) {
    return Arrays.stream(Direction.values())
        .filter(direction -> direction.name().toLowerCase(Locale.ROOT).equals(node.text()))
        .findFirst()
        .orElseThrow(
            () -> node.error("'" + node.text() + "' is none", "write raise, lower or monitor"));
  }

  private static String evidence(YamlNode node) {
    if (!EVIDENCE.contains(node.text())) {
      throw node.error(
          "'" + node.text() + "' is no evidence mark", "use one of " + sorted(EVIDENCE));
    }
    return node.text();
  }

  private static List<String> institutions(YamlNode node) {
    List<String> kinds = node.items().stream().map(YamlNode::text).toList();
    if (kinds.isEmpty()) {
      throw node.error("no institution has it", "name kinds of core.organization.org_kind");
    }
    return kinds;
  }

  private static int decimals(YamlNode root) {
    int decimals = atLeast(root, "decimals", 0, 0);
    if (decimals > MOST_DECIMALS) {
      throw root.get("decimals").error(decimals + " is too many", "use at most " + MOST_DECIMALS);
    }
    return decimals;
  }

  private static int atLeast(YamlNode root, String key, int fallback, int least) {
    int value = root.integer(key, fallback);
    if (value < least) {
      throw root.get(key).error(value + " is too small", "use at least " + least);
    }
    return value;
  }

  private static String matching(YamlNode node, Pattern pattern, String example) {
    if (!pattern.matcher(node.text()).matches()) {
      throw node.error("'" + node.text() + "' cannot stand here", "write for instance " + example);
    }
    return node.text();
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String fingerprint(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
