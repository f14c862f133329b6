package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the end-to-end suites one platform: started with the first of them by one {@code up} of 120
 * residents without live events, stopped after the last.
 */
final class RunningPlatform implements ParameterResolver {
  /** Tag of the suites that share the platform, so one process. */
  static final String TAG = "end-to-end";

  /**
   * Environment variable that is {@code true} where the suites run too that take long: what a
   * steward does, a second archive, mistakes that {@code up} tells.
   */
  static final String ALL = "YUNHE_E2E_ALL";

  /** The platform with what its first {@code up} said. */
  private record Held(TestPlatform platform, TestPlatform.Outcome up) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      if (TestPlatform.RUNNING == null) {
        platform.close();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestPlatform.class || type == TestPlatform.Outcome.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Held held =
        context
            .getRoot()
            .getStore(Namespace.create(RunningPlatform.class))
            .getOrComputeIfAbsent(Held.class, key -> start(), Held.class);
    assertThat(held.up().code()).as(held.up().output()).isZero();
    return parameter.getParameter().getType() == TestPlatform.class ? held.platform() : held.up();
  }

  private static Held start() {
    try {
      TestPlatform platform = new TestPlatform();
      if (TestPlatform.RUNNING != null) {
        return new Held(platform, new TestPlatform.Outcome(0, "IN = OUT"));
      }
      return new Held(platform, platform.run("up", "--residents", "120", "--without", "live"));
    } catch (Exception e) {
      throw new IllegalStateException("the platform was not started", e);
    }
  }
}
