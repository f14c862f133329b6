package org.yunhe.lakehouse.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.source.SourceDefinition;

/** Makes feeds of connectors by the kind that serves their class. */
public final class Feeds {
  private final YunheConfig config;
  private final Map<String, FeedKind> kinds = new HashMap<>();
  private final Map<String, String> protocols = new HashMap<>();

  /** Creates the feeds of an installation whose sources are those. */
  public Feeds(YunheConfig config, List<SourceDefinition> sources) {
    this.config = config;
    ServiceLoader.load(FeedKind.class, Feeds.class.getClassLoader())
        .forEach(kind -> kinds.put(kind.connectorClass(), kind));
    sources.forEach(source -> protocols.put(source.source(), source.protocol()));
  }

  /** Returns the feed of a connector with those settings. */
  public Feed of(String source, JsonNode settings) {
    FeedContext context = context(source, settings);
    FeedKind kind = kinds.get(context.setting("connector.class", ""));
    return kind == null ? new ConnectorFeed(context) : kind.feed(context);
  }

  /** Returns whether what a connector needs to reach its source is on this machine. */
  public boolean configured(String source, JsonNode settings) {
    return !context(source, settings).hasSecrets()
        || Files.exists(config.secret(source + ".properties"));
  }

  /** Returns the feed of every connector that the Connect cluster has. */
  public List<Feed> deployed(JsonNode connectors) {
    List<Feed> feeds = new ArrayList<>();
    connectors
        .fields()
        .forEachRemaining(
            entry -> feeds.add(of(entry.getKey(), entry.getValue().at("/info/config"))));
    return feeds;
  }

  private FeedContext context(String source, JsonNode settings) {
    Map<String, String> given = new HashMap<>();
    settings.fields().forEachRemaining(e -> given.put(e.getKey(), e.getValue().asText()));
    return new FeedContext(
        config, source, protocols.getOrDefault(source, "undeclared"), Map.copyOf(given));
  }
}
