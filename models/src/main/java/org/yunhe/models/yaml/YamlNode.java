package org.yunhe.models.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** A place in a YAML file that knows its file and line, so that every complaint can name them. */
public final class YamlNode {
  private final String file;
  private final Node node;
  private final String path;
  private final ErrorCode errorCode;

  private YamlNode(String file, Node node, String path, ErrorCode errorCode) {
    this.file = file;
    this.node = node;
    this.path = path;
    this.errorCode = errorCode;
  }

  /** Parses {@code text}; complaints carry {@code file} and {@code errorCode}. */
  public static YamlNode parse(String file, String text, ErrorCode errorCode) {
    try {
      Node root =
          new Compose(LoadSettings.builder().setLabel(file).build())
              .composeString(text)
              .orElseThrow(() -> new YunheException(errorCode, file + " is empty", "fill it in"));
      return new YamlNode(file, root, "", errorCode);
    } catch (YamlEngineException e) {
      throw new YunheException(
          errorCode,
          file + " is not YAML: " + e.getMessage().replaceAll("\\s+", " "),
          "mend the line named",
          e);
    }
  }

  /** Returns the child under {@code key}, which must be there. */
  public YamlNode get(String key) {
    return find(key).orElseThrow(() -> error("'" + key + "' is missing", "add it"));
  }

  /** Returns the child under {@code key}, if there is one that is not null. */
  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(fields().get(key)).filter(child -> !child.isNull());
  }

  /** Returns the children of a mapping in their order. */
  public Map<String, YamlNode> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw error("a mapping is expected", "write 'key: value' lines");
    }
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      YamlNode value = new YamlNode(file, tuple.getValueNode(), child(key), errorCode);
      if (fields.put(key, value) != null) {
        throw value.error("'" + key + "' stands twice", "keep one");
      }
    }
    return fields;
  }

  /** Complains of a key that is none of {@code known}: a mistyped one must not pass in silence. */
  public void onlyKeys(String... known) {
    fields()
        .forEach(
            (key, value) -> {
              if (!List.of(known).contains(key)) {
                throw value.error("'" + key + "' is not known", "use one of " + List.of(known));
              }
            });
  }

  /** Reports every key that is none of {@code known}. */
  public void onlyKeys(Faults faults, String... known) {
    faults
        .attempt(this::fields)
        .ifPresent(
            fields ->
                fields.forEach(
                    (key, value) -> {
                      if (!List.of(known).contains(key)) {
                        faults.report(
                            value.error(
                                "'" + key + "' is not known", "use one of " + List.of(known)));
                      }
                    }));
  }

  /** Returns what each item of a sequence gives; the faults of an item are its own. */
  public <T> List<T> items(Faults faults, Function<YamlNode, T> read) {
    List<T> values = new ArrayList<>();
    faults
        .attempt(this::items)
        .ifPresent(
            items ->
                items.forEach(
                    item -> faults.attempt(() -> read.apply(item)).ifPresent(values::add)));
    return List.copyOf(values);
  }

  /** Returns the items of a sequence. */
  public List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw error("a list is expected", "write '- item' lines");
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(file, item, path + "[" + items.size() + "]", errorCode));
    }
    return items;
  }

  /** Returns the items of an optional sequence of texts under {@code key}; empty without one. */
  public List<String> texts(String key) {
    return find(key)
        .map(list -> list.items().stream().map(YamlNode::text).toList())
        .orElse(List.of());
  }

  /** Returns the text of a scalar. */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw error("a single value is expected", "write one value");
    }
    return scalar.getValue();
  }

  /** Returns the text under {@code key}, or {@code fallback}. */
  public String text(String key, String fallback) {
    return find(key).map(YamlNode::text).orElse(fallback);
  }

  /** Returns the whole number under {@code key}, or {@code fallback}. */
  public int integer(String key, int fallback) {
    return find(key).map(YamlNode::integer).orElse(fallback);
  }

  /** Returns the whole number of a scalar. */
  public int integer() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw error("'" + text() + "' is not a whole number", "write digits only");
    }
  }

  /** Returns the truth value under {@code key}, or {@code fallback}. */
  public boolean flag(String key, boolean fallback) {
    return find(key)
        .map(
            value ->
                switch (value.text()) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw value.error(
                          "'" + value.text() + "' is neither true nor false", "write one of them");
                })
        .orElse(fallback);
  }

  /**
   * Returns everything below as plain values: maps, lists, texts, {@code Long}, {@code Double},
   * {@code Boolean} and null.
   */
  public Object value() {
    if (node instanceof MappingNode) {
      Map<String, Object> values = new LinkedHashMap<>();
      fields().forEach((key, child) -> values.put(key, child.value()));
      return values;
    }
    if (node instanceof SequenceNode) {
      List<Object> values = new ArrayList<>();
      items().forEach(item -> values.add(item.value()));
      return values;
    }
    return scalar();
  }

  private Object scalar() {
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.INT)) {
      return Long.valueOf(text());
    }
    if (tag.equals(Tag.FLOAT)) {
      return Double.valueOf(text());
    }
    return tag.equals(Tag.BOOL) ? (Object) Boolean.valueOf(text()) : text();
  }

  /** Returns whether it is a single value. */
  public boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** Returns file and line, such as {@code tables/core/patient.odcs.yaml:41}. */
  public String place() {
    return file + node.getStartMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
  }

  /** Returns a complaint that names this place: file, line and path. */
  public YunheException error(String message, String remedy) {
    return new YunheException(
        errorCode, place() + (path.isEmpty() ? "" : " at " + path) + ": " + message, remedy);
  }

  private boolean isNull() {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
