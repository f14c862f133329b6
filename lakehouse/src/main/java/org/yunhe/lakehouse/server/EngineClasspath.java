package org.yunhe.lakehouse.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The class paths that the build writes for each module's processes. */
public final class EngineClasspath {
  private final Path root;

  /** Creates the lookup for the project folder {@code root}. */
  public EngineClasspath(Path root) {
    this.root = root;
  }

  /** Returns module and dependencies with the module's engine, such as Kafka or Flink. */
  public String engine(String module) {
    return of(module, "engine");
  }

  /** Returns module and dependencies without an engine. */
  public String runtime(String module) {
    return of(module, "runtime");
  }

  /** Returns the jar on the module's engine class path whose name begins with {@code prefix}. */
  public Path jar(String module, String prefix) {
    return Arrays.stream(engine(module).split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> notBuilt(module + " has no " + prefix + " on its class path"));
  }

  /** Returns the JVM options every engine runs with. */
  public List<String> jvmOptions() {
    return List.of("@" + root.resolve(".mvn/jvm.options"));
  }

  private String of(String module, String kind) {
    Path target = root.resolve(module).resolve("target");
    Path file = target.resolve("classpath").resolve(kind + ".txt");
    try {
      return target.resolve("classes") + File.pathSeparator + Files.readString(file).strip();
    } catch (IOException e) {
      throw notBuilt(file + " is not there");
    }
  }

  private static YunheException notBuilt(String what) {
    return new YunheException(
        ErrorCode.NOT_BUILT, what, "run ./yunhe from the project folder, it builds first");
  }
}
