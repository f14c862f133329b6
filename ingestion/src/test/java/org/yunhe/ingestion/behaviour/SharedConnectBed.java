package org.yunhe.ingestion.behaviour;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link ConnectBed} of the test run, started when the first one asks. */
public final class SharedConnectBed implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedConnectBed.class);

  private record Running(ConnectBed bed) implements CloseableResource, AutoCloseable {
    @Override
    public void close() {
      bed.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == ConnectBed.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return extension
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("bed", key -> new Running(ConnectBed.start()), Running.class)
        .bed();
  }
}
