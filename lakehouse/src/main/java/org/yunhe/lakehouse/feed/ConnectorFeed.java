package org.yunhe.lakehouse.feed;

/**
 * A source whose connector polls it: nobody but the connector can tell its end, so it is caught up
 * when the connector runs. Its newest record tells the rest.
 */
final class ConnectorFeed implements Feed {
  private final FeedContext context;
  private final ConnectApi connect;

  ConnectorFeed(FeedContext context) {
    this.context = context;
    this.connect = new ConnectApi(context.config());
  }

  @Override
  public String source() {
    return context.source();
  }

  @Override
  public String protocol() {
    return context.protocol();
  }

  @Override
  public FeedPosition position() {
    return new FeedPosition(running(), null, null, null);
  }

  @Override
  public FeedMark mark() {
    return this::running;
  }

  private boolean running() {
    return ConnectApi.state(connect.status(context.source())).equals("RUNNING");
  }
}
