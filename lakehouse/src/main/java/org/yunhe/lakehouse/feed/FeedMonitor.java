package org.yunhe.lakehouse.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceDefinition;

/** Looks at every connector of the cluster, again and again. */
public final class FeedMonitor implements AutoCloseable {
  private static final String WORKER_DOWN = "worker_down";
  private static final String PUSHES = "pushes";

  private final List<SourceDefinition> sources;
  private final ConnectApi connect;
  private final Feeds feeds;
  private final FeedTopics topics;
  private final Map<String, LagClock> clocks = new HashMap<>();
  private JsonNode connectors = MissingNode.getInstance();

  /** Creates a monitor of an installation whose sources are those. */
  public FeedMonitor(YunheConfig config, List<SourceDefinition> sources) {
    this.sources = List.copyOf(sources);
    this.connect = new ConnectApi(config);
    this.feeds = new Feeds(config, sources);
    this.topics = new FeedTopics(config.kafka().bootstrap());
  }

  /** Returns the lag of each source now, of those that Connect told last where it is down. */
  public List<FeedLag> look(Instant now) {
    JsonNode told = connect.connectors();
    if (told.isObject()) {
      connectors = told;
    }
    Map<String, FeedTopics.Standing> standing = topics.standing();
    List<FeedLag> lags = new ArrayList<>();
    for (Feed feed : feeds.deployed(connectors)) {
      String state = ConnectApi.state(connectors.path(feed.source()).path("status"));
      lags.add(
          lag(
              feed,
              told.isObject() ? state.toLowerCase(Locale.ROOT) : WORKER_DOWN,
              standing.getOrDefault(feed.source(), FeedTopics.Standing.NONE),
              now));
    }
    lags.addAll(pushed(standing, now));
    return lags;
  }

  /** Sources that no connector reads and whose records are there all the same: they push. */
  private List<FeedLag> pushed(Map<String, FeedTopics.Standing> standing, Instant now) {
    return sources.stream()
        .filter(source -> !connectors.has(source.source()) && standing.containsKey(source.source()))
        .map(
            source -> {
              FeedTopics.Standing topics = standing.get(source.source());
              return new FeedLag(
                  source.source(),
                  source.protocol(),
                  PUSHES,
                  null,
                  topics.unlanded(),
                  null,
                  topics.newest(),
                  now);
            })
        .toList();
  }

  private FeedLag lag(Feed feed, String state, FeedTopics.Standing standing, Instant now) {
    FeedPosition position;
    String told = state;
    try {
      position = feed.position();
      told = state.equals("running") && !position.active() ? "snapshot" : state;
    } catch (YunheException e) {
      position = FeedPosition.UNKNOWN;
      told = "unreachable";
    }
    return new FeedLag(
        feed.source(),
        feed.protocol(),
        told,
        position.bytes(),
        standing.unlanded(),
        seconds(feed.source(), position, now),
        standing.newest(),
        now);
  }

  private Double seconds(String source, FeedPosition position, Instant now) {
    if (position.end() == null || position.read() == null) {
      return null;
    }
    LagClock clock = clocks.computeIfAbsent(source, name -> new LagClock());
    return clock.lag(now, position.end(), position.read()).toMillis() / 1000.0;
  }

  @Override
  public void close() {
    topics.close();
  }
}
