package org.yunhe.streaming.landing;

import java.util.HashMap;
import java.util.Map;

/** Keeps what the names of topics say, so that each is read once. */
final class TopicRoutes {
  private final OrgCodes orgCodes;
  private final Map<String, TopicRoute> routes = new HashMap<>();

  TopicRoutes(OrgCodes orgCodes) {
    this.orgCodes = orgCodes;
  }

  TopicRoute of(String topic) throws UnusableRecordException {
    TopicRoute route = routes.get(topic);
    if (route == null) {
      route = TopicRoute.of(topic, orgCodes);
      routes.put(topic, route);
    }
    return route;
  }
}
