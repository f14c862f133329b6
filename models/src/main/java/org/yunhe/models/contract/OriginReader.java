package org.yunhe.models.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.yunhe.models.yaml.YamlNode;

/** Reads who answers for a table and where its rows come from. */
final class OriginReader {
  private OriginReader() {}

  static String owner(YamlNode root) {
    return root.find("team")
        .map(team -> team.get("name").text())
        .orElseThrow(
            () ->
                root.error(
                    "the owner is missing", "add 'team:' with the 'name:' of who answers for it"));
  }

  static Provenance provenance(YamlNode root) {
    YamlNode node = ContractReader.customProperties(root).get("provenance");
    if (node == null) {
      throw root.error(
          "custom property provenance is missing",
          "add it with kind (captured, mapped, derived, released or recorded), by and from");
    }
    node.onlyKeys("kind", "by", "from");
    return new Provenance(
        kind(node.get("kind")),
        node.get("by").text(),
        List.copyOf(node.texts("from")),
        node.place());
  }

  private static Provenance.Kind kind(YamlNode kind) {
    return Arrays.stream(Provenance.Kind.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(kind.text()))
        .findFirst()
        .orElseThrow(
            () ->
                kind.error(
                    "'" + kind.text() + "' is no provenance",
                    "use captured, mapped, derived, released or recorded"));
  }
}
